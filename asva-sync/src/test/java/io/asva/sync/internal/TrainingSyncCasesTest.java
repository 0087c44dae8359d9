package io.asva.sync.internal;

import io.asva.core.golden.GoldenCase;
import io.asva.core.testing.GoldenCases;
import io.asva.core.torchscript.LibTorch;
import io.asva.sync.golden.TrainingSyncCases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingSyncCasesTest {
  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  static List<GoldenCase> cases() {
    return GoldenCases.ofKind("training.sync");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainsAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new TrainingSyncCases(), golden);
  }

  @Test
  void aChangedExpectationTurnsTheComparisonRed(@TempDir Path folder) {
    GoldenCases.assertFails(
        new TrainingSyncCases(),
        GoldenCases.perturbed(cases().get(0), "expected.safetensors", folder));
  }
}
