package io.asva.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.config.ModelConfig;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.vae.Vae;
import io.asva.vae.VaeConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshNetworksTest {
  @Test
  void aFreshAutoencoderRuns() {
    VaeConfig config = new VaeConfig(3, 3, 4, List.of(8, 16), 1, 4, 0.18215);
    Weights weights = FreshNetworks.vae(config, 1).inMemory();
    try (Vae vae = Vae.open(config, weights, Device.cpu())) {
      FloatTensor latents =
          vae.encode(FloatTensor.zeros(1, 8, 8, 3), FloatTensor.zeros(1, 4, 4, 4));
      assertThat(latents.shape().dims()).containsExactly(1, 4, 4, 4);
      assertThat(latents.values()).doesNotContain(Float.NaN);
      assertThat(vae.decode(latents).values()).doesNotContain(Float.NaN);
    }
  }

  @Test
  void aFreshTextEncoderHasAllItsWeights() throws Exception {
    ClipTextConfig config =
        ClipTextConfig.of(
            ModelConfig.of(
                new ObjectMapper()
                    .readTree(
                        """
                        {"vocab_size": 100, "hidden_size": 16, "intermediate_size": 32,
                         "num_attention_heads": 2, "num_hidden_layers": 2}
                        """),
                "test"));
    Weights weights = FreshNetworks.text(config, 1).inMemory();
    assertThat(weights.tensors()).hasSize(ClipTextGraph.weights(config).size());
    float[] tokens =
        ((FloatTensor) weights.read("text_model.embeddings.token_embedding.weight")).values();
    double sum = 0;
    for (float value : tokens) {
      sum += (double) value * value;
    }
    assertThat(Math.sqrt(sum / tokens.length)).isBetween(0.018, 0.022);
  }
}
