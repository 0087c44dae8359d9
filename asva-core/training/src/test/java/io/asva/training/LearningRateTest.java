package io.asva.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class LearningRateTest {
  @Test
  void agreesWithDiffusers() {
    for (JsonNode expected : TorchNumbers.read().path("rates")) {
      LearningRate rate = rate(expected);
      JsonNode factors = expected.path("factors");
      for (int i = 0; i < factors.size(); i++) {
        assertThat(rate.factor(i))
            .as("%s at %d", rate, i)
            .isEqualTo(factors.path(i).asDouble(), within(1e-12));
      }
    }
  }

  private static LearningRate rate(JsonNode json) {
    int warmup = json.path("warmup").asInt();
    return switch (json.path("name").asText()) {
      case "constant" -> LearningRate.constant();
      case "constant_with_warmup" -> LearningRate.constantWithWarmup(warmup);
      default -> LearningRate.cosine(warmup, json.path("total").asInt());
    };
  }

  @Test
  void afterItsEndTheCosineStaysAtZero() {
    assertThat(LearningRate.cosine(0, 10).factor(11)).isZero();
    assertThat(LearningRate.cosine(0, 10).factor(1000)).isZero();
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> LearningRate.constantWithWarmup(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("warm-up steps must not be negative: -1");
    assertThatThrownBy(() -> LearningRate.cosine(0, 0))
        .hasMessage("total steps must be at least 1, not 0");
  }
}
