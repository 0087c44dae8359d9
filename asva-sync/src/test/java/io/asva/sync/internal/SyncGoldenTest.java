package io.asva.sync.internal;

import io.asva.core.golden.GoldenCase;
import io.asva.core.testing.GoldenCases;
import io.asva.sync.golden.SyncAccuracyCases;
import io.asva.sync.golden.SyncScoreCases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyncGoldenTest {
  static List<GoldenCase> scores() {
    return GoldenCases.ofKind("sync.score");
  }

  static List<GoldenCase> accuracies() {
    return GoldenCases.ofKind("sync.accuracy");
  }

  @ParameterizedTest
  @MethodSource("scores")
  void scoresAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new SyncScoreCases(), golden);
  }

  @ParameterizedTest
  @MethodSource("accuracies")
  void countsAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new SyncAccuracyCases(), golden);
  }

  @Test
  void aChangedExpectationTurnsTheComparisonOfScoresRed(@TempDir Path folder) {
    GoldenCases.assertFails(
        new SyncScoreCases(),
        GoldenCases.perturbed(scores().get(1), "expected.safetensors", folder));
  }

  @Test
  void aChangedEmbeddingTurnsTheComparisonOfAccuraciesRed(@TempDir Path folder) {
    GoldenCases.assertFails(
        new SyncAccuracyCases(),
        GoldenCases.perturbed(accuracies().get(0), "inputs.safetensors", folder));
  }
}
