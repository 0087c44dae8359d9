package io.asva.metrics.frechet;

import io.asva.core.golden.GoldenCase;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.testing.GoldenCases;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.metrics.golden.FrechetCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrechetGoldenTest {
  static List<GoldenCase> cases() {
    return GoldenCases.ofKind("metrics.frechet");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void distancesAreTheReferences(GoldenCase golden) {
    GoldenCases.assertPasses(new FrechetCases(), golden);
  }

  @Test
  void otherFeaturesGiveAnotherDistance(@TempDir Path folder) throws IOException {
    GoldenCase golden = cases().get(0);
    Path inputs = folder.resolve("inputs.safetensors");
    FloatTensor first = golden.floats("x1");
    first.values()[0] += 100;
    new SafetensorsWriter().add("x1", first).add("x2", golden.floats("x2")).write(inputs);
    Files.copy(golden.folder().resolve("case.json"), folder.resolve("case.json"));
    GoldenCases.assertFails(new FrechetCases(), GoldenCase.read(folder));
  }
}
