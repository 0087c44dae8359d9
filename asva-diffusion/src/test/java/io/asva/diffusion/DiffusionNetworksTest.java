package io.asva.diffusion;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.testing.Manifests;
import io.asva.core.testing.NetworkContract;
import io.asva.core.weights.Weights;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.diffusion.unet.UnetConfig;
import io.asva.diffusion.unet.UnetGeometry;
import io.asva.diffusion.unet.UnetGraph;
import io.asva.diffusion.vae.VaeConfig;
import io.asva.diffusion.vae.VaeGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The animation model's networks keep the contract of all networks. */
class DiffusionNetworksTest {
  private static final String PUBLISHED_VAE =
      """
      {"block_out_channels": [128, 256, 512, 512], "layers_per_block": 2,
       "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D",
         "DownEncoderBlock2D"],
       "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D",
         "UpDecoderBlock2D"]}
      """;

  private static UnetGeometry geometry(int batch, int frames, int height, int width) {
    List<List<Integer>> positions = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      positions.add(List.of(0, 1 + f, 5 + 3 * f));
    }
    return new UnetGeometry(batch, frames, height, width, 7, 64, positions);
  }

  @Nested
  class Unet extends NetworkContract {
    @Override
    protected Graph graph(WeightCatalogue catalogue) {
      return UnetGraph.graph(TinyModels.unet(), geometry(1, 3, 4, 4), catalogue);
    }

    @Override
    protected Map<String, Shape> described() {
      return UnetGraph.weights(UnetConfig.of(TinyModels.config("{\"cross_attention_dim\": 768}")));
    }

    /** 1x1 convolutions of blocks are described as matrices. */
    @Override
    protected Map<String, Shape> published() {
      Map<String, Shape> weights = Manifests.read("unet.json", "");
      weights.replaceAll(
          (name, shape) ->
              name.endsWith("conv_shortcut.weight") || name.matches(".*\\.proj_(in|out)\\.weight")
                  ? Shape.of(shape.dim(0), shape.dim(1))
                  : shape);
      return weights;
    }

    @Override
    protected Tensor input(String name, ElementType type, Shape shape) {
      if (!name.equals("timestep")) {
        return super.input(name, type, shape);
      }
      float[] steps = new float[shape.dim(0)];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = 981 - 120 * i;
      }
      return new FloatTensor(shape, steps);
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 8, 8", "2, 3, 4, 8", "1, 1, 8, 2", "1, 12, 2, 6"})
    void theEnginesAgreeAtSeveralGeometries(int batch, int frames, int height, int width) {
      UnetGeometry geometry = geometry(batch, frames, height, width);
      Weights weights = TinyModels.unetWeights();
      assertEnginesAgree(
          UnetGraph.graph(TinyModels.unet(), geometry, WeightCatalogue.of(weights)), weights);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'norm_eps': 0.001, 'flip_sin_to_cos': false, 'freq_shift': 1",
          "'layers_per_block': [1, 2], 'attention_head_dim': [4, 2]",
          "'conv_in_kernel': 5, 'conv_out_kernel': 1",
          "'mid_block_type': 'FFSpatioTempCrossAttnUNetMidBlock3D'",
          "'down_block_types': ['FFSpatioTempCrossAttnDownBlock3D', 'FFSpatioAudioTempCrossAttnDownBlock3D']",
        })
    void theEnginesAgreeOnOtherConfigurations(String settings) {
      UnetConfig config = config(settings);
      Weights weights = TinyModels.unetWeights(config);
      assertEnginesAgree(
          UnetGraph.graph(config, geometry(1, 3, 4, 4), WeightCatalogue.of(weights)), weights);
    }

    private static UnetConfig config(String settings) {
      String usual = TinyModels.UNET.strip();
      // Of a setting that is there twice the last counts.
      return UnetConfig.of(
          TinyModels.config(
              usual.substring(0, usual.length() - 1) + ", " + settings.replace('\'', '"') + "}"));
    }
  }

  /** The part that both halves of the autoencoder share. */
  abstract static class Vae extends NetworkContract {
    static final VaeConfig TINY = VaeConfig.of(TinyModels.config(TinyModels.VAE));
    private static final VaeConfig PUBLISHED = VaeConfig.of(TinyModels.config(PUBLISHED_VAE));

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

  @Nested
  class ClipText extends NetworkContract {
    private static final String LARGE =
        "{\"hidden_size\": 768, \"intermediate_size\": 3072, \"num_attention_heads\": 12}";

    @Override
    protected Graph graph(WeightCatalogue catalogue) {
      return ClipTextGraph.graph(
          ClipTextConfig.of(TinyModels.config(TinyModels.CLIP)), catalogue, 2, 77);
    }

    @Override
    protected Map<String, Shape> described() {
      return ClipTextGraph.weights(ClipTextConfig.of(TinyModels.config(LARGE)));
    }

    @Override
    protected Map<String, Shape> published() {
      return Manifests.read("clip-text.json", "");
    }

    @Override
    protected boolean isWithoutEffect(String weight) {
      return weight.endsWith(".k_proj.bias");
    }

    @ParameterizedTest
    @CsvSource({"1, 77", "2, 5"})
    void theEnginesAgreeOnTextsOfOtherLengths(int batch, int length) {
      ClipTextConfig config = ClipTextConfig.of(TinyModels.config(TinyModels.CLIP));
      Weights weights = TinyModels.clipWeights();
      assertEnginesAgree(
          ClipTextGraph.graph(config, WeightCatalogue.of(weights), batch, length), weights);
    }
  }
}
