package io.asva.diffusion.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads options from diffusers' names; null means not given. */
final class SchedulerConfigReader {
  private final JsonNode json;

  private SchedulerConfigReader(JsonNode json) {
    this.json = json;
  }

  static SchedulerConfig read(String text) {
    try {
      // Python writes infinities as words.
      JsonNode json =
          JsonMapper.builder()
              .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
              .build()
              .readTree(text);
      if (!json.isObject()) {
        throw new SchedulerException("A scheduler's configuration must be a JSON object.");
      }
      return new SchedulerConfigReader(json).config();
    } catch (JsonProcessingException e) {
      throw new SchedulerException(
          "A scheduler's configuration must be JSON: " + e.getOriginalMessage(), e);
    }
  }

  private SchedulerConfig config() {
    SchedulerConfigBuilder b = SchedulerConfig.builder();
    number("num_train_timesteps", v -> b.trainTimesteps = v.intValue());
    number("beta_start", v -> b.betaStart = v.doubleValue());
    number("beta_end", v -> b.betaEnd = v.doubleValue());
    word(BetaSchedule.class, "beta_schedule", v -> b.betaSchedule = v);
    b.noise(b.trainTimesteps, b.betaStart, b.betaEnd, b.betaSchedule);
    numbers("trained_betas", v -> b.trainedBetas = v);
    flag("rescale_betas_zero_snr", v -> b.zeroTerminalSnr = v);
    word(PredictionType.class, "prediction_type", b::predictionType);
    word(TimestepSpacing.class, "timestep_spacing", b::timestepSpacing);
    number("steps_offset", v -> b.stepsOffset(v.intValue()));
    flag("skip_prk_steps", v -> b.skipPrkSteps = v);
    flag("set_alpha_to_one", v -> b.setAlphaToOne = v);
    flag("clip_sample", v -> b.clipSample = v);
    number("clip_sample_range", v -> b.clipSampleRange = v.doubleValue());
    number("solver_order", v -> b.solverOrder(v.intValue()));
    word(SolverType.class, "solver_type", v -> b.solverType = v);
    word(SolverAlgorithm.class, "algorithm_type", v -> b.algorithm = v);
    flag("lower_order_final", v -> b.lowerOrderFinal = v);
    flag("euler_at_final", v -> b.eulerAtFinal = v);
    flag("use_karras_sigmas", v -> b.karrasSigmas = v);
    flag("use_lu_lambdas", v -> b.luLambdas = v);
    word(FinalSigma.class, "final_sigmas_type", v -> b.finalSigma = v);
    number("lambda_min_clipped", v -> b.lambdaMinClipped = v.doubleValue());
    flag("predict_x0", v -> b.predictSample = v);
    numbers(
        "disable_corrector", v -> b.disableCorrector = v.stream().map(Double::intValue).toList());
    if (json.path("variance_type").isTextual()) {
      b.learnedVariance = json.path("variance_type").asText();
    }
    flag("thresholding", v -> unsupported("thresholding", v));
    if (json.hasNonNull("solver_p")) {
      unsupported("solver_p", true);
    }
    return b.build();
  }

  private static void unsupported(String option, boolean on) {
    if (on) {
      throw new SchedulerException(
          "The scheduler's option `"
              + option
              + "` isn't supported; it isn't meant for latents. Leave it out.");
    }
  }

  private void number(String name, Consumer<Number> use) {
    if (json.hasNonNull(name)) {
      use.accept(number(name, json.path(name)));
    }
  }

  private static Number number(String name, JsonNode value) {
    if (!value.isNumber()) {
      throw new SchedulerException(
          "The scheduler's option `" + name + "` must be a number, not " + value + ".");
    }
    return value.numberValue();
  }

  private void numbers(String name, Consumer<List<Double>> use) {
    if (json.hasNonNull(name)) {
      List<Double> all = new ArrayList<>();
      json.path(name).forEach(value -> all.add(number(name, value).doubleValue()));
      use.accept(List.copyOf(all));
    }
  }

  private void flag(String name, Consumer<Boolean> use) {
    if (json.hasNonNull(name)) {
      if (!json.path(name).isBoolean()) {
        throw new SchedulerException(
            "The scheduler's option `"
                + name
                + "` must be true or false, not "
                + json.path(name)
                + ".");
      }
      use.accept(json.path(name).booleanValue());
    }
  }

  private <E extends Enum<E> & NamedOption> void word(Class<E> type, String name, Consumer<E> use) {
    if (json.hasNonNull(name)) {
      use.accept(NamedOption.parse(type, name, json.path(name).asText()));
    }
  }
}
