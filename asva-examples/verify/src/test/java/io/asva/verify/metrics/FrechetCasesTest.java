package io.asva.verify.metrics;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.verify.GoldenCase;
import io.asva.verify.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrechetCasesTest {
  @Test
  void otherFeaturesGiveAnotherDistance(@TempDir Path folder) throws IOException {
    GoldenCase golden = GoldenCases.ofKind("metrics.frechet").get(0);
    Path inputs = folder.resolve("inputs.safetensors");
    FloatTensor first = golden.floats("x1");
    first.values()[0] += 100;
    new SafetensorsWriter().add("x1", first).add("x2", golden.floats("x2")).write(inputs);
    Files.copy(golden.folder().resolve("case.json"), folder.resolve("case.json"));
    GoldenCases.assertFails(new FrechetCases(), GoldenCase.read(folder));
  }
}
