package io.asva.core.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.config.ModelConfig;

/** Networks' configurations that a test writes out. */
public final class Configs {
  private Configs() {}

  /** A configuration by its text; messages call it {@code config.json}. */
  public static ModelConfig of(String json) {
    try {
      return ModelConfig.of(new ObjectMapper().readTree(json), "config.json");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
