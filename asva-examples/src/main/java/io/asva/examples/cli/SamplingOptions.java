package io.asva.examples.cli;

import io.asva.diffusion.FeatureCache;
import io.asva.diffusion.Forecast;
import io.asva.diffusion.GuidancePlan;
import io.asva.diffusion.Preset;
import io.asva.diffusion.Sampling;
import io.asva.diffusion.SamplingBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how an animation is denoised. What is given beside a preset wins. */
final class SamplingOptions {
  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      converter = PresetConverter.class,
      description =
          "exact (the original's 50 steps), balanced or fast: scheduler, steps and what is left out"
              + " in them. Options given beside it win. Default: exact.")
  private @Nullable Preset preset;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of denoising. Default: the preset's, 50.")
  private @Nullable Integer steps;

  @Option(
      names = "--scheduler",
      paramLabel = "NAME",
      description =
          "pndm, ddim, dpm++, unipc; lcm or tcd for models of few steps. Default: the preset's; of"
              + " exact the model's own, PNDM unless its scheduler_config.json is for LCM or TCD.")
  private @Nullable String scheduler;

  @Option(
      names = "--guidance-start",
      paramLabel = "SHARE",
      description = "The share of the steps, 0 to 1, before the first that is guided. Default: 0.")
  private @Nullable Double guidanceStart;

  @Option(
      names = "--guidance-stop",
      paramLabel = "SHARE",
      description = "The share of the steps, 0 to 1, after which none is guided. Default: 1.")
  private @Nullable Double guidanceStop;

  @Option(
      names = "--guidance-every",
      paramLabel = "N",
      description =
          "Guidance is computed at every so manyth step, and used again between. Default: 1.")
  private @Nullable Integer guidanceEvery;

  @Option(
      names = "--cache-every",
      paramLabel = "N",
      description =
          "The UNet's inner blocks run at every so manyth step, and their features are used again"
              + " between. Default: 1.")
  private @Nullable Integer cacheEvery;

  @Option(
      names = "--cache-branch",
      paramLabel = "N",
      description =
          "The skip connection within which blocks are inner ones, 0 for the outermost. Default: 0.")
  private @Nullable Integer cacheBranch;

  @Option(
      names = "--forecast-every",
      paramLabel = "N",
      description =
          "The UNet is evaluated at every so manyth step, and its estimates are forecast between."
              + " Default: 1.")
  private @Nullable Integer forecastEvery;

  @Option(
      names = "--forecast-order",
      paramLabel = "N",
      description = "The forecast's order, 1 to 3. Default: 1.")
  private @Nullable Integer forecastOrder;

  /** The choice. */
  Sampling sampling() {
    Preset named = Objects.requireNonNullElse(preset, Preset.EXACT);
    Sampling usual = named.sampling();
    SamplingBuilder sampling = Sampling.builder().preset(named);
    if (steps != null) {
      sampling.steps(steps);
    }
    if (scheduler != null) {
      sampling.scheduler(scheduler);
    }
    return sampling
        .guidance(
            new GuidancePlan(
                Objects.requireNonNullElse(guidanceStart, usual.guidance().start()),
                Objects.requireNonNullElse(guidanceStop, usual.guidance().stop()),
                Objects.requireNonNullElse(guidanceEvery, usual.guidance().every())))
        .cache(
            new FeatureCache(
                Objects.requireNonNullElse(cacheBranch, usual.cache().branch()),
                Objects.requireNonNullElse(cacheEvery, usual.cache().every())))
        .forecast(
            new Forecast(
                Objects.requireNonNullElse(forecastOrder, usual.forecast().order()),
                Objects.requireNonNullElse(forecastEvery, usual.forecast().every())))
        .build();
  }
}
