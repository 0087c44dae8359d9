package io.asva.verify.diffusion;

import io.asva.core.testing.ChangedWeights;
import io.asva.core.weights.Weights;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import io.asva.verify.GoldenCases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineCasesTest {
  private static final Path TOKENIZER = GoldenCases.folder("asva-core").resolve("clip-tokenizer");

  static List<GoldenCase> cases() {
    return GoldenCases.ofKind("pipeline");
  }

  private static GoldenCase smallest() {
    return cases().stream()
        .filter(c -> c.name().equals("pipeline-both-guidances"))
        .findFirst()
        .orElseThrow();
  }

  private static CaseRunner runner(UnaryOperator<Weights> change) {
    return new PipelineCases(TOKENIZER, change);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void animatesAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(runner(UnaryOperator.identity()), golden);
  }

  @Test
  void oneChangedWeightTurnsTheComparisonRed() {
    GoldenCases.assertFails(
        runner(weights -> ChangedWeights.perturbed(weights, "conv_out.weight")), smallest());
  }

  @Test
  void anotherGuidanceTurnsTheComparisonRed(@TempDir Path folder) throws IOException {
    GoldenCase changed =
        CaseCopies.changed(smallest(), folder, json -> json.put("audio_guidance", 4.2));
    GoldenCases.assertFails(runner(UnaryOperator.identity()), changed);
  }

  @Test
  void anotherSampleOfTheAudioTurnsTheComparisonRed(@TempDir Path folder) {
    GoldenCases.assertFails(
        runner(UnaryOperator.identity()),
        GoldenCases.perturbed(smallest(), "inputs.safetensors", folder));
  }
}
