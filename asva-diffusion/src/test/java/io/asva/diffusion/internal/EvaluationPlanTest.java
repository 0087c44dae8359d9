package io.asva.diffusion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.runtime.Scratch;
import io.asva.diffusion.Effort;
import io.asva.diffusion.FeatureCache;
import io.asva.diffusion.Forecast;
import io.asva.diffusion.GuidancePlan;
import io.asva.diffusion.Preset;
import io.asva.diffusion.Sampling;
import io.asva.unet.UnetPass;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EvaluationPlanTest {
  private static final Sampling EXACT = Preset.EXACT.sampling();

  private static Sampling with(GuidancePlan guidance, FeatureCache cache, Forecast forecast) {
    return Sampling.builder().guidance(guidance).cache(cache).forecast(forecast).build();
  }

  /** One word a step: capitals for whole evaluations, the joining behind them. */
  private static List<String> words(Sampling sampling, int count, int branches) {
    return EvaluationPlan.of(sampling, count, branches).steps().stream()
        .map(
            step ->
                step.evaluations().stream()
                        .map(
                            e ->
                                (e.pass().depth() == UnetPass.Depth.WHOLE ? "W" : "o") + e.branch())
                        .collect(Collectors.joining())
                    + step.joining().name().charAt(0))
        .toList();
  }

  @Test
  void theExactPlanEvaluatesEveryBranchWholeInEveryStep() {
    assertThat(words(EXACT, 3, 2)).containsOnly("W0W1A").hasSize(3);
    assertThat(words(EXACT, 3, 1)).containsOnly("W0N").hasSize(3);
    assertThat(EvaluationPlan.of(EXACT, 51, 3).effort(1)).isEqualTo(new Effort(51, 153, 0, 1));
  }

  @Test
  void outsideTheIntervalTheConditionalBranchRunsAlone() {
    Sampling some = with(GuidancePlan.between(0.25, 0.75), FeatureCache.NONE, Forecast.NONE);
    assertThat(words(some, 4, 3)).containsExactly("W2N", "W0W1W2A", "W0W1W2A", "W2N");
  }

  @Test
  void theDifferenceIsRememberedBetweenComputations() {
    Sampling some = with(GuidancePlan.between(0.2, 1).every(2), FeatureCache.NONE, Forecast.NONE);
    assertThat(words(some, 5, 2)).containsExactly("W1N", "W0W1A", "W1R", "W0W1A", "W1R");
  }

  @Test
  void eachBranchKeepsItsFeaturesForSoManySteps() {
    Sampling some = with(GuidancePlan.ALWAYS.every(2), new FeatureCache(0, 3), Forecast.NONE);
    assertThat(words(some, 7, 2))
        .containsExactly("W0W1A", "o1R", "o0o1A", "W1R", "W0o1A", "o1R", "o0W1A");
  }

  @Test
  void forecastStepsEvaluateNothing() {
    Sampling some = with(GuidancePlan.ALWAYS, FeatureCache.NONE, new Forecast(1, 3));
    assertThat(words(some, 8, 2))
        .containsExactly("W0W1A", "W0W1A", "N", "N", "W0W1A", "N", "N", "W0W1A");
    assertThat(EvaluationPlan.of(some, 8, 2).effort(1)).isEqualTo(new Effort(8, 8, 0, 1));
  }

  @Test
  void scratchMemoryIsReleasedByTheLastEvaluationsThatUseIt() {
    Sampling some = with(GuidancePlan.ALWAYS, new FeatureCache(1, 2), new Forecast(1, 3));
    List<EvaluationPlan.Step> steps = EvaluationPlan.of(some, 7, 1).steps();
    assertThat(words(some, 7, 1)).containsExactly("W0N", "o0N", "N", "N", "W0N", "N", "N");
    assertThat(pass(steps.get(1)).outer()).isEqualTo(Scratch.KEEP);
    assertThat(pass(steps.get(0)).inner()).isEqualTo(Scratch.KEEP);
    assertThat(pass(steps.get(4)).outer()).isEqualTo(Scratch.RELEASE);
    assertThat(pass(steps.get(4)).inner()).isEqualTo(Scratch.RELEASE);
  }

  private static UnetPass pass(EvaluationPlan.Step step) {
    return step.evaluations().get(0).pass();
  }
}
