package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.Schedulers;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that leave something out, and that nothing changes where they leave out nothing. */
class AnimatorSamplingTest {
  private static Path folder;
  private static Animator animator;

  @BeforeAll
  static void open(@TempDir Path empty) {
    folder = TinyModels.folder(empty);
    animator = TinyRequests.animator(folder).build();
  }

  @AfterAll
  static void close() {
    animator.close();
  }

  /** Six steps of PNDM, which are seven evaluations, under text and audio guidance. */
  private static AnimationRequestBuilder request() {
    return TinyRequests.request().steps(6).audioGuidance(3).textGuidance(2);
  }

  private static AnimatedClip clip(AnimationRequestBuilder request) {
    return animator.animate(request.build()).clip();
  }

  private static float[] latents(AnimationRequestBuilder request) {
    return clip(request).latents().values();
  }

  @Test
  void aPlanThatCoversEverythingIsTheExactResult() {
    AnimatedClip exact = clip(request());
    assertEffort(exact, 7, 21, 0);
    assertThat(latents(request().guidancePlan(new GuidancePlan(0, 1, 1))))
        .isEqualTo(exact.latents().values());
    assertThat(latents(request().featureCache(new FeatureCache(1, 1))))
        .isEqualTo(exact.latents().values());
    assertThat(latents(request().forecast(new Forecast(3, 1)))).isEqualTo(exact.latents().values());
  }

  @Test
  void evaluationsAreCountedBeforehand() {
    assertThat(animator.evaluations(request().build())).isEqualTo(21);
    assertThat(animator.evaluations(request().audioGuidance(1).textGuidance(1).build()))
        .isEqualTo(7);
    AnimationRequest planned =
        request().guidancePlan(GuidancePlan.ALWAYS.every(2)).forecast(new Forecast(1, 2)).build();
    assertThat(animator.evaluations(planned))
        .isEqualTo(
            clip(request().guidancePlan(GuidancePlan.ALWAYS.every(2)).forecast(new Forecast(1, 2)))
                .effort()
                .whole());
  }

  @Test
  void withoutGuidanceAnyPlanIsTheExactResult() {
    float[] exact = latents(request().audioGuidance(1).textGuidance(1));
    GuidancePlan none = GuidancePlan.between(0.5, 0.5).every(3);
    assertThat(latents(request().audioGuidance(1).textGuidance(1).guidancePlan(none)))
        .isEqualTo(exact);
    assertThat(latents(request().guidancePlan(none))).isEqualTo(exact);
  }

  @Test
  void guidanceInSomeStepsLiesBetweenNoneAndAll() {
    AnimatedClip some = clip(request().guidancePlan(GuidancePlan.between(0, 0.5)));
    assertEffort(some, 7, 4 * 3 + 3, 0);
    double toAll = distance(some.latents().values(), latents(request()));
    double apart =
        distance(latents(request()), latents(request().audioGuidance(1).textGuidance(1)));
    assertThat(toAll).isPositive().isLessThan(apart);
  }

  @Test
  void aRememberedDifferenceIsNearerToTheExactResultThanNone() {
    AnimatedClip some = clip(request().guidancePlan(GuidancePlan.ALWAYS.every(3)));
    assertEffort(some, 7, 3 * 3 + 4, 0);
    float[] exact = latents(request());
    assertThat(distance(some.latents().values(), exact))
        .isPositive()
        .isLessThan(distance(latents(request().audioGuidance(1).textGuidance(1)), exact));
  }

  @Test
  void aCutUnetThatLeavesNothingOutIsTheExactResult() {
    float[] exact = latents(request());
    for (int branch = 0; branch < 4; branch++) {
      FeatureCache cache = new FeatureCache(branch, 3);
      AnimatedClip some = clip(request().featureCache(cache));
      assertEffort(some, 7, 9, 12);
      assertThat(distance(some.latents().values(), exact)).isPositive();
      // The UNet stays cut, and the next request computes all of it.
      assertThat(latents(request())).isEqualTo(exact);
      // One clip's features are not another's.
      assertThat(latents(request().featureCache(cache))).isEqualTo(some.latents().values());
    }
  }

  @Test
  void aForecastIsMadeOfWhatWasEvaluated() {
    AnimatedClip some = clip(request().forecast(new Forecast(1, 2)));
    assertEffort(some, 7, 4 * 3, 0);
    assertThat(some.latents().values()).isNotEqualTo(latents(request()));
  }

  @Test
  void aNamedSchedulerIsTheAnimatorsWithTheModelsNoise() {
    Sampling named = Sampling.builder().scheduler("dpm++").steps(6).build();
    AnimatedClip clip = clip(request().sampling(named));
    assertThat(clip.sampling()).isEqualTo(named);
    try (Animator other =
        TinyRequests.animator(folder)
            .scheduler(Schedulers.dpmSolver(SchedulerConfig.stableDiffusion()))
            .build()) {
      assertThat(other.animate(request().build()).clip().latents().values())
          .isEqualTo(clip.latents().values());
    }
  }

  @Test
  void presetsRunAndAreNamedInTheResult() {
    AnimatedClip fast = clip(TinyRequests.request().steps(6).preset(Preset.FAST));
    assertThat(fast.sampling().steps()).isEqualTo(6);
    assertThat(fast.sampling().scheduler()).contains("dpm++");
    assertThat(clip(TinyRequests.request().steps(2)).sampling().preset()).isEmpty();
  }

  @Test
  void aBranchThatTheUnetLacksIsRefusedBeforeAnythingIsRead() {
    assertThatThrownBy(
            () ->
                animator
                    .request()
                    .image(Path.of("absent.png"))
                    .audio(Path.of("absent.wav"))
                    .category("bell ringing")
                    .featureCache(new FeatureCache(4, 2))
                    .build())
        .isInstanceOf(AnimationException.class)
        .hasMessageContaining("has 4 skip connections");
  }

  private static void assertEffort(AnimatedClip clip, int steps, int whole, int outer) {
    Effort effort = clip.effort();
    assertThat(effort.steps()).isEqualTo(steps);
    assertThat(effort.whole()).isEqualTo(whole);
    assertThat(effort.outer()).isEqualTo(outer);
    assertThat(effort.outerShare()).isPositive().isLessThanOrEqualTo(1);
  }

  private static double distance(float[] first, float[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += Math.pow(first[i] - second[i], 2);
    }
    return Math.sqrt(sum);
  }
}
