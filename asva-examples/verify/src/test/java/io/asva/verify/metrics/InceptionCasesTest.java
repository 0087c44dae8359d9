package io.asva.verify.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.verify.GoldenCase;
import io.asva.verify.GoldenCases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InceptionCasesTest {
  @Test
  void anotherExpectationTurnsOneOfBothStatisticsRed(@TempDir Path folder) {
    GoldenCase other =
        GoldenCases.perturbed(
            GoldenCases.ofKind("metrics.inception").get(0), "expected.safetensors", folder);
    assertThat(new InceptionCases().run(other, Device.cpu()))
        .hasSize(2)
        .anyMatch(comparison -> !comparison.passed())
        .anyMatch(Comparison::passed);
  }
}
