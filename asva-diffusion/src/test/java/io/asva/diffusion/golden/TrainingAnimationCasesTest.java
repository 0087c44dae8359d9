package io.asva.diffusion.golden;

import io.asva.core.golden.GoldenCase;
import io.asva.core.testing.GoldenCases;
import io.asva.core.torchscript.LibTorch;
import io.asva.core.torchscript.Recomputation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingAnimationCasesTest {
  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  static List<GoldenCase> cases() {
    return GoldenCases.ofKind("training.animation");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainsAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new TrainingAnimationCases(), golden);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainsAsTheOriginalWithSegmentsComputedAgain(GoldenCase golden) {
    GoldenCases.assertPasses(new TrainingAnimationCases(Recomputation.SEGMENTS), golden);
  }

  @Test
  void oneChangedDrawTurnsTheComparisonRed(@TempDir Path folder) {
    GoldenCases.assertFails(
        new TrainingAnimationCases(),
        GoldenCases.perturbed(cases().get(0), "inputs.safetensors", folder));
  }
}
