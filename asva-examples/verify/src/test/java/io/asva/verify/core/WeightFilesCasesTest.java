package io.asva.verify.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.verify.GoldenCase;
import io.asva.verify.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFilesCasesTest {
  private static final Path GOLDEN = GoldenCases.folder("asva-core").resolve("weight-files");

  private static List<Comparison> run(Path folder) {
    return new WeightFilesCases().run(GoldenCase.read(folder), Device.cpu());
  }

  @Test
  void everyFileOfTheGoldenCaseHoldsWhatTorchSaved() {
    List<Comparison> results = run(GOLDEN);

    assertThat(results).hasSize(4 * 16 + 3 + 4).allMatch(Comparison::passed);
    assertThat(GOLDEN.resolve("pickle-was-executed")).doesNotExist();
    assertThat(Path.of("pickle-was-executed")).doesNotExist();
  }

  @Test
  void aChangedByteOfATensorTurnsTheComparisonRed(@TempDir Path folder) throws IOException {
    copyCase(folder);
    Path file = folder.resolve("zip.pt");
    WeightTensor tensor = Weights.open(file).require("plain.weight");
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) ((WeightTensor.InFile) tensor.data()).offset() + 2] ^= 1;
    Files.write(file, bytes);

    assertThat(run(folder).stream().filter(c -> !c.passed()).map(Comparison::name))
        .containsExactly("zip.pt/plain.weight");
  }

  @Test
  void aFileThatShouldBeRefusedAndIsNotTurnsTheComparisonRed(@TempDir Path folder)
      throws IOException {
    copyCase(folder);
    Files.delete(folder.resolve("refuse-evil-zip.pt"));
    Files.copy(folder.resolve("zip.pt"), folder.resolve("refuse-evil-zip.pt"));

    assertThat(run(folder).stream().filter(c -> !c.passed()).map(Comparison::name))
        .containsExactly("refuse-evil-zip.pt");
  }

  private static void copyCase(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }
}
