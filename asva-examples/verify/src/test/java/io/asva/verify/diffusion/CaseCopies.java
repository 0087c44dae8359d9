package io.asva.verify.diffusion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.verify.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Copies of golden cases in which something is changed. */
final class CaseCopies {
  private CaseCopies() {}

  /** A copy with another {@code case.json}, folders and all. */
  static GoldenCase changed(GoldenCase golden, Path empty, Consumer<ObjectNode> change)
      throws IOException {
    try (Stream<Path> files = Files.walk(golden.folder())) {
      for (Path source : files.filter(Files::isRegularFile).toList()) {
        Path target = empty.resolve(golden.folder().relativize(source).toString());
        Files.createDirectories(target.getParent());
        Files.copy(source, target);
      }
    }
    ObjectNode json = golden.json().deepCopy();
    change.accept(json);
    new ObjectMapper().writeValue(empty.resolve("case.json").toFile(), json);
    return GoldenCase.read(empty);
  }
}
