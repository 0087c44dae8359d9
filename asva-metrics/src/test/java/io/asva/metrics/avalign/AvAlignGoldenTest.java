package io.asva.metrics.avalign;

import io.asva.core.golden.GoldenCase;
import io.asva.core.testing.GoldenCases;
import io.asva.metrics.golden.AvAlignCases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvAlignGoldenTest {
  static List<GoldenCase> cases() {
    return GoldenCases.ofKind("metrics.av_align");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void peaksAndScoresAreTheOriginals(GoldenCase golden) {
    GoldenCases.assertPasses(new AvAlignCases(), golden);
  }

  @Test
  void anotherExpectationIsNoticed(@TempDir Path folder) {
    GoldenCases.assertFails(
        new AvAlignCases(), GoldenCases.perturbed(cases().get(0), "expected.safetensors", folder));
  }
}
