package io.asva.diffusion.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.config.YamlConfig;
import io.asva.core.training.config.RunConfig;
import io.asva.diffusion.scheduler.PredictionType;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.SchedulerException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code model.scheduler}: the noise that training adds, under diffusers' names. */
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
          "prediction_type");

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
    SAMPLING.forEach(scheduler::value);
    if (scheduler.flag("thresholding", false)) {
      scheduler.withoutEffect("thresholding", "nothing is sampled in training");
    }
    SchedulerConfig config =
        saved(scheduler, root)
            .map(SchedulerConfig::read)
            .orElseGet(() -> parse(scheduler, settings(scheduler)));
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

  private static Map<String, Object> settings(YamlConfig scheduler) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (String name : NOISE) {
      scheduler.value(name).ifPresent(value -> settings.put(name, value));
    }
    return settings;
  }

  private static SchedulerConfig parse(YamlConfig scheduler, Map<String, Object> settings) {
    try {
      return SchedulerConfig.parse(new ObjectMapper().writeValueAsString(settings));
    } catch (SchedulerException e) {
      throw scheduler.invalid("can't be used: " + e.getMessage());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can be written as JSON", e);
    }
  }
}
