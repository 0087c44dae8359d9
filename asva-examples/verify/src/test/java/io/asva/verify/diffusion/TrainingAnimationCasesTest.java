package io.asva.verify.diffusion;

import io.asva.training.torchscript.LibTorch;
import io.asva.training.torchscript.Recomputation;
import io.asva.verify.GoldenCase;
import io.asva.verify.GoldenCases;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
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
  void trainsAsTheOriginalWithSegmentsComputedAgain(GoldenCase golden) {
    GoldenCases.assertPasses(new TrainingAnimationCases(Recomputation.SEGMENTS), golden);
  }
}
