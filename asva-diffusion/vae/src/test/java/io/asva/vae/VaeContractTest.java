package io.asva.vae;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.Shape;
import io.asva.core.testing.Configs;
import io.asva.core.testing.Manifests;
import io.asva.training.testing.NetworkContract;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Both halves of the autoencoder keep the contract of all networks. */
class VaeContractTest {
  private static final String PUBLISHED_VAE =
      """
      {"block_out_channels": [128, 256, 512, 512], "layers_per_block": 2,
       "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D",
         "DownEncoderBlock2D"],
       "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D",
         "UpDecoderBlock2D"]}
      """;

  /** The part that both halves of the autoencoder share. */
  abstract static class Vae extends NetworkContract {
    static final VaeConfig TINY = TinyVae.config();
    private static final VaeConfig PUBLISHED = VaeConfig.of(Configs.of(PUBLISHED_VAE));

    abstract boolean isPart(String weight);

    private Map<String, Shape> part(Map<String, Shape> weights) {
      Map<String, Shape> part = new LinkedHashMap<>(weights);
      part.keySet().removeIf(name -> !isPart(name));
      return part;
    }

    @Override
    protected Map<String, Shape> described() {
      return part(VaeGraph.weights(PUBLISHED));
    }

    @Override
    protected Map<String, Shape> published() {
      return part(Manifests.read("vae.json", ""));
    }

    @Override
    protected boolean isWithoutEffect(String weight) {
      return weight.endsWith(".to_k.bias");
    }
  }

  @Nested
  class VaeEncoder extends Vae {
    @Override
    protected Graph graph(WeightCatalogue catalogue) {
      return VaeGraph.encoder(TINY, catalogue, 1, 12, 20);
    }

    @Override
    boolean isPart(String weight) {
      return weight.startsWith("encoder.") || weight.startsWith("quant_conv.");
    }
  }

  @Nested
  class VaeDecoder extends Vae {
    @Override
    protected Graph graph(WeightCatalogue catalogue) {
      return VaeGraph.decoder(TINY, catalogue, 1, 6, 10);
    }

    @Override
    boolean isPart(String weight) {
      return weight.startsWith("decoder.") || weight.startsWith("post_quant_conv.");
    }
  }
}
