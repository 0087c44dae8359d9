package io.asva.diffusion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Ways of denoising that were found good, from the original's to the quickest. What each costs and
 * loses was measured by {@code asva tune}; docs/presets.md has the table.
 */
@SuppressWarnings("ImmutableEnumChecker") // a sampling is a record of values
public enum Preset {
  /** The original's way: 50 steps of the animator's scheduler, nothing left out. The default. */
  EXACT(new Sampling(Optional.empty(), 50, GuidancePlan.ALWAYS, FeatureCache.NONE, Forecast.NONE)),

  /** A fraction of the evaluations, with a result that can hardly be told from the exact one. */
  BALANCED(
      new Sampling(
          Optional.of("dpm++"), 20, GuidancePlan.ALWAYS, FeatureCache.NONE, Forecast.NONE)),

  /** A fifth of the evaluations or less; motion stays in time with the audio. */
  FAST(
      new Sampling(
          Optional.of("dpm++"),
          12,
          GuidancePlan.ALWAYS.every(2),
          FeatureCache.NONE,
          Forecast.NONE));

  private final Sampling sampling;

  Preset(Sampling sampling) {
    this.sampling = sampling;
  }

  /** Its parts. */
  public Sampling sampling() {
    return sampling;
  }

  /** Its name as the command line has it: {@code exact}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Preset> of(Sampling sampling) {
    return Arrays.stream(values()).filter(p -> p.sampling.equals(sampling)).findFirst();
  }
}
