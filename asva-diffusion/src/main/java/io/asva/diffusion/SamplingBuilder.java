package io.asva.diffusion;

import io.asva.diffusion.scheduler.Schedulers;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills in a {@link Sampling}: a preset, and beside it parts of your own, which win whatever the
 * order of the calls. Every setter rejects what can't be at once.
 *
 * <p>Not safe for use by several threads.
 */
public final class SamplingBuilder {
  private Preset preset = Preset.EXACT;
  private @Nullable String scheduler;
  private @Nullable Integer steps;
  private @Nullable GuidancePlan guidance;
  private @Nullable FeatureCache cache;
  private @Nullable Forecast forecast;

  SamplingBuilder() {}

  /** The parts that are not chosen here are this preset's. */
  public SamplingBuilder preset(Preset choice) {
    Objects.requireNonNull(choice, "choice");
    preset = choice;
    return this;
  }

  /**
   * A scheduler by its name, with the noise schedule of the model.
   *
   * @throws io.asva.diffusion.scheduler.SchedulerException if there is none of this name
   */
  public SamplingBuilder scheduler(String name) {
    Objects.requireNonNull(name, "name");
    Schedulers.requireKnown(name);
    scheduler = name;
    return this;
  }

  /**
   * Steps of denoising.
   *
   * @throws AnimationException if it is not from 1 to 1000
   */
  public SamplingBuilder steps(int count) {
    steps = Sampling.checkSteps(count);
    return this;
  }

  /** In which steps guidance is applied. */
  public SamplingBuilder guidance(GuidancePlan plan) {
    Objects.requireNonNull(plan, "plan");
    guidance = plan;
    return this;
  }

  /** Which features of the UNet are used again. */
  public SamplingBuilder cache(FeatureCache choice) {
    Objects.requireNonNull(choice, "choice");
    cache = choice;
    return this;
  }

  /** Which steps are not evaluated. */
  public SamplingBuilder forecast(Forecast choice) {
    Objects.requireNonNull(choice, "choice");
    forecast = choice;
    return this;
  }

  /** All parts at once, in place of what was chosen before. */
  public SamplingBuilder all(Sampling parts) {
    Objects.requireNonNull(parts, "parts");
    scheduler = parts.scheduler().orElse(null);
    steps = parts.steps();
    guidance = parts.guidance();
    cache = parts.cache();
    forecast = parts.forecast();
    return this;
  }

  /** The finished choice. */
  public Sampling build() {
    Sampling usual = preset.sampling();
    return new Sampling(
        Optional.ofNullable(scheduler).or(usual::scheduler),
        Objects.requireNonNullElse(steps, usual.steps()),
        Objects.requireNonNullElse(guidance, usual.guidance()),
        Objects.requireNonNullElse(cache, usual.cache()),
        Objects.requireNonNullElse(forecast, usual.forecast()));
  }
}
