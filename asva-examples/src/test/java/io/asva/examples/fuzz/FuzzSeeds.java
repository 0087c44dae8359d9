package io.asva.examples.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files in {@code src/test/resources/fuzz}: a folder for each target. */
final class FuzzSeeds {
  private static final Path ROOT = Path.of("src/test/resources/fuzz");

  private FuzzSeeds() {}

  /** Where a target's files lie. */
  static Path folder(FuzzTarget target) {
    return ROOT.resolve(target.name().toLowerCase(Locale.ROOT)).toAbsolutePath();
  }

  /** A target's files. */
  static List<Path> files(FuzzTarget target) throws IOException {
    try (Stream<Path> files = Files.list(folder(target))) {
      return files.sorted().toList();
    }
  }
}
