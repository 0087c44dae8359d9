package io.asva.diffusion.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.ClosedException;
import io.asva.core.config.ModelConfig;
import io.asva.core.config.ModelConfigException;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.op.Unary;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.ModelException;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextEncoderTest {
  private final ClipTextConfig config =
      new ClipTextConfig(49408, 48, 96, 2, 4, 77, Unary.Function.QUICK_GELU, 1e-5f);
  private final Weights weights =
      RecipeWeights.of(new WeightRecipe("text", 1), List.of(), ClipTextGraph.weights(config));
  private final LongTensor ids = someIds();

  private static LongTensor someIds() {
    LongTensor ids = LongTensor.zeros(1, 77);
    for (int i = 0; i < 77; i++) {
      ids.values()[i] = (i * 7919L + 320) % 49408;
    }
    return ids;
  }

  private static ClipTextConfig configOf(String json) throws JsonProcessingException {
    return ClipTextConfig.of(
        ModelConfig.of(new ObjectMapper().readTree(json), "text_encoder/config.json"));
  }

  @Test
  void settingsThatAreOmittedHaveTheOriginalsDefaults() throws Exception {
    assertThat(configOf("{}"))
        .isEqualTo(
            new ClipTextConfig(49408, 512, 2048, 12, 8, 77, Unary.Function.QUICK_GELU, 1e-5f));
    assertThat(configOf("{\"hidden_act\": \"gelu\"}").hiddenAct()).isEqualTo(Unary.Function.GELU);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"hidden_act": "relu"}              | hidden_act relu is not supported; supported: quick_gelu, gelu.
          {"num_attention_heads": 7}          | num_attention_heads 7 is not supported; supported: divisors of hidden_size 512.
          {"num_hidden_layers": 1000000000}   | num_hidden_layers must be a whole number from 1 to 1024, not 1000000000.
          """)
  void settingsThatCanNotBeMetAreRejectedByName(String json, String message) {
    assertThatThrownBy(() -> configOf(json))
        .isInstanceOf(ModelConfigException.class)
        .hasMessage("text_encoder/config.json: " + message);
  }

  @Test
  void aTokenSeesNothingThatComesAfterIt() {
    LongTensor shorter = LongTensor.of(Arrays.copyOf(ids.values(), 20), 1, 20);
    try (TextEncoder encoder = TextEncoder.open(config, weights, Device.cpu())) {
      FloatTensor whole = encoder.encode(ids);
      FloatTensor beginning = encoder.encode(shorter);
      assertThat(beginning.shape()).isEqualTo(Shape.of(1, 20, config.hiddenSize()));
      for (int i = 0; i < beginning.values().length; i++) {
        assertThat(beginning.values()[i]).isCloseTo(whole.values()[i], offset(1e-5f));
      }
    }
  }

  @Test
  void weightsThatAreMissingOrMisshapenAreListedWhenItIsOpened() {
    Weights bad =
        ChangedWeights.misshapen(
            ChangedWeights.without(weights, "text_model.final_layer_norm.bias"),
            "text_model.embeddings.token_embedding.weight",
            100,
            48);
    assertThatThrownBy(() -> TextEncoder.open(config, bad, Device.cpu()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("are not those of this CLIP text encoder:")
        .hasMessageContaining(
            "text_model.embeddings.token_embedding.weight is 100x48, expected 49408x48")
        .hasMessageContaining("missing text_model.final_layer_norm.bias 48");
  }

  @Test
  void idsThatDoNotFitAreRejected() {
    TextEncoder encoder = TextEncoder.open(config, weights, Device.cpu());
    try (encoder) {
      assertThatThrownBy(() -> encoder.encode(LongTensor.zeros(1, 78)))
          .isInstanceOf(ModelException.class)
          .hasMessage("The CLIP text encoder takes ids (batch, 1 to 77), not 1x78.");
      assertThatThrownBy(() -> encoder.encode(LongTensor.of(new long[] {49408}, 1, 1)))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith(
              "The token id 49408 is not in the CLIP text encoder's vocabulary of 49408.");
      assertThatThrownBy(() -> encoder.encode(LongTensor.of(new long[] {-1}, 1, 1)))
          .isInstanceOf(ModelException.class);
    }
    encoder.close();
    assertThatThrownBy(() -> encoder.encode(ids))
        .isInstanceOf(ClosedException.class)
        .hasMessage("Can't use the CLIP text encoder: it is closed.");
  }
}
