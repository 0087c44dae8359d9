package io.asva.verify.core;

import io.asva.verify.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerCasesTest {
  @Test
  void anotherIdTurnsTheComparisonRed(@TempDir Path folder) throws IOException {
    Path vocabulary = GoldenCases.folder("asva-core").resolve("clip-tokenizer");
    Path files = Files.createDirectory(folder.resolve("clip-tokenizer"));
    for (String name : List.of("vocab.json", "merges.txt")) {
      Files.copy(vocabulary.resolve(name), files.resolve(name));
    }
    Path empty = Files.createDirectory(folder.resolve("case"));
    GoldenCases.assertFails(
        new TokenizerCases(),
        GoldenCases.perturbed(
            GoldenCases.ofKind("clip.tokenizer").get(0), "expected.safetensors", empty));
  }
}
