package io.asva.diffusion.scheduler;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Binds JSON to {@link SchedulerConfig}, strictly: no value is converted to another kind. */
final class SchedulerJson {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes infinities as words
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .withCoercionConfig(
              LogicalType.Enum,
              enums -> enums.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .build();

  /** The defaults of diffusers 0.29 that all schedulers share. */
  private static final ObjectNode DEFAULTS =
      object(
          """
          {"num_train_timesteps": 1000, "beta_start": 0.0001, "beta_end": 0.02,
           "beta_schedule": "linear", "rescale_betas_zero_snr": false,
           "prediction_type": "epsilon", "steps_offset": 0, "skip_prk_steps": false,
           "clip_sample_range": 1, "solver_order": 2,
           "algorithm_type": "dpmsolver++", "lower_order_final": true, "euler_at_final": false,
           "use_karras_sigmas": false, "use_lu_lambdas": false, "final_sigmas_type": "zero",
           "lambda_min_clipped": -Infinity, "predict_x0": true, "disable_corrector": [],
           "variance_type": "", "original_inference_steps": 50, "timestep_scaling": 10,
           "eta": 0.3}
          """);

  /** The names of the schedulers that have other defaults, and these. */
  private static final Set<String> FEW_STEPS = Set.of(Schedulers.LCM, Schedulers.TCD);

  private static final ObjectNode FEW_STEPS_DEFAULTS =
      object(
          """
          {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
          """);

  private SchedulerJson() {}

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the defaults are JSON", e);
    }
  }

  static SchedulerConfig bind(JsonNode options) {
    if (!options.isObject()) {
      throw new SchedulerException("A scheduler's configuration must be a JSON object.");
    }
    for (String option : List.of("thresholding", "solver_p")) {
      if (options.hasNonNull(option) && !options.path(option).equals(MAPPER.valueToTree(false))) {
        throw new SchedulerException(
            "The scheduler's option `"
                + option
                + "` isn't supported; it isn't meant for latents. Leave it out.");
      }
    }
    ObjectNode all = DEFAULTS.deepCopy();
    if (FEW_STEPS.contains(options.path("_class_name").asText())) {
      all.setAll(FEW_STEPS_DEFAULTS);
    }
    options.forEachEntry(
        (name, value) -> {
          if (!value.isNull()) {
            all.set(name, value);
          }
        });
    try {
      return MAPPER.treeToValue(all, SchedulerConfig.class);
    } catch (JsonMappingException e) {
      throw e.getCause() instanceof SchedulerException refused ? refused : wrong(e, all);
    } catch (JsonProcessingException e) {
      throw new SchedulerException("A scheduler's configuration can't be read: " + e, e);
    }
  }

  private static SchedulerException wrong(JsonMappingException e, JsonNode options) {
    String option = e.getPath().isEmpty() ? "" : e.getPath().get(0).getFieldName();
    JsonNode found = options.path(option);
    boolean inList = e.getPath().size() > 1;
    Class<?> type =
        inList
            ? List.class
            : e instanceof MismatchedInputException m ? m.getTargetType() : int.class;
    String problem =
        type.isEnum()
            ? "is `" + found.asText() + "`; supported are " + words(type)
            : "must be " + description(type) + ", not " + found;
    return new SchedulerException("The scheduler's option `" + option + "` " + problem + ".", e);
  }

  private static String words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(choice -> MAPPER.valueToTree(choice).asText())
        .collect(Collectors.joining(", "));
  }

  private static String description(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (List.class.isAssignableFrom(type)) {
      return "a list of numbers";
    }
    return type == String.class ? "a text" : "a number";
  }
}
