package io.asva.diffusion;

import io.asva.diffusion.scheduler.Schedulers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a clip is denoised: the scheduler and its steps, and what is left out in them. {@link Preset}
 * names some.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param scheduler its name ({@link Schedulers#named}); the animator's own when absent
 * @param steps of denoising
 * @param guidance in which steps guidance is applied
 * @param cache which features of the UNet are used again
 * @param forecast which steps are not evaluated
 */
public record Sampling(
    Optional<String> scheduler,
    int steps,
    GuidancePlan guidance,
    FeatureCache cache,
    Forecast forecast) {
  private static final int MOST_STEPS = 1000;

  /**
   * Checks the parts.
   *
   * @throws AnimationException if the steps are not from 1 to 1000
   * @throws io.asva.diffusion.scheduler.SchedulerException if there is no scheduler of this name
   */
  public Sampling {
    checkSteps(steps);
    scheduler.ifPresent(Schedulers::requireKnown);
  }

  static int checkSteps(int count) {
    return AnimationRequest.checked("steps", count, 1, MOST_STEPS);
  }

  /** A choice part by part, from the preset {@link Preset#EXACT} on. */
  public static SamplingBuilder builder() {
    return new SamplingBuilder();
  }

  /** The preset that has these very parts. */
  public Optional<Preset> preset() {
    return Preset.of(this);
  }

  /** It in words: the preset's name, if it is one, and all parts that are not the usual. */
  public String words() {
    List<String> parts = new ArrayList<>();
    scheduler.ifPresent(parts::add);
    parts.add(steps + " steps");
    if (guidance.start() > 0 || guidance.stop() < 1) {
      parts.add("guidance from " + guidance.start() + " to " + guidance.stop() + " of them");
    }
    if (guidance.every() > 1) {
      parts.add("guidance computed every " + guidance.every() + " steps");
    }
    if (cache.isUsed()) {
      parts.add(
          "features inside branch "
              + cache.branch()
              + " computed every "
              + cache.every()
              + " steps");
    }
    if (forecast.every() > 1) {
      parts.add(
          "evaluated every " + forecast.every() + " steps, forecast of order " + forecast.order());
    }
    String all = String.join(", ", parts);
    return preset().map(preset -> preset.word() + " (" + all + ")").orElse(all);
  }
}
