package io.asva.diffusion.training;

import io.asva.core.config.YamlConfig;
import io.asva.diffusion.scheduler.PredictionType;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.SchedulerException;
import io.asva.training.config.RunConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code model.scheduler}: the noise that training adds, under diffusers' names, and what
 * distillation steps by.
 */
final class TrainingScheduler {
  /** They add the same noise. */
  private static final Set<String> NAMES =
      Set.of("DDPMScheduler", "DDIMScheduler", "PNDMScheduler");

  private static final List<String> NOISE =
      List.of(
          "num_train_timesteps",
          "beta_start",
          "beta_end",
          "beta_schedule",
          "trained_betas",
          "rescale_betas_zero_snr",
          "prediction_type",
          "original_inference_steps",
          "timestep_scaling");

  /** Settings of sampling, which training doesn't do; known, and reported only if odd. */
  private static final List<String> SAMPLING =
      List.of(
          "steps_offset",
          "clip_sample",
          "clip_sample_range",
          "dynamic_thresholding_ratio",
          "sample_max_value",
          "timestep_spacing",
          "variance_type",
          "set_alpha_to_one",
          "skip_prk_steps");

  private TrainingScheduler() {}

  static SchedulerConfig of(YamlConfig scheduler, Path root) {
    String name = scheduler.text("name", "DDPMScheduler");
    if (!NAMES.contains(name)) {
      throw scheduler.invalid("name", name + " is not supported; supported: " + NAMES);
    }
    scheduler.tree(SAMPLING);
    if (scheduler.flag("thresholding", false)) {
      scheduler.withoutEffect("thresholding", "nothing is sampled in training");
    }
    SchedulerConfig config =
        saved(scheduler, root).map(SchedulerConfig::read).orElseGet(() -> bound(scheduler));
    if (config.predictionType() == PredictionType.SAMPLE) {
      throw scheduler.invalid(
          "prediction_type", "sample is not supported; supported: epsilon, v_prediction");
    }
    return config;
  }

  private static Optional<Path> saved(YamlConfig scheduler, Path root) {
    String folder = scheduler.text("subfolder", "");
    return RunConfig.optionalPath(scheduler, "pretrained_model_name_or_path", root)
        .map(path -> path.resolve(folder).resolve("scheduler_config.json"));
  }

  private static SchedulerConfig bound(YamlConfig scheduler) {
    try {
      return SchedulerConfig.of(scheduler.tree(NOISE));
    } catch (SchedulerException e) {
      throw scheduler.invalid("can't be used: " + e.getMessage());
    }
  }
}
