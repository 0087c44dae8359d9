package io.asva.vae;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.config.ModelConfig;
import io.asva.core.config.ModelConfigException;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.ModelException;
import io.asva.core.runtime.Network;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaeTest {
  private static final VaeConfig STABLE_DIFFUSION =
      new VaeConfig(3, 3, 4, List.of(128, 256, 512, 512), 2, 32, 0.18215);

  private final VaeConfig config = new VaeConfig(3, 3, 4, List.of(16, 32, 32, 32), 1, 8, 0.18215);
  private final Weights weights =
      RecipeWeights.of(new WeightRecipe("vae", 1), List.of(), VaeGraph.weights(config));

  private static ModelConfig settings(String json) throws JsonProcessingException {
    return ModelConfig.of(new ObjectMapper().readTree(json), "vae/config.json");
  }

  @Test
  void thePublishedShapeIsThatOfThePublishedFile() throws IOException {
    String file =
        """
        {"block_out_channels": [128, 256, 512, 512], "layers_per_block": 2,
         "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D",
                              "DownEncoderBlock2D", "DownEncoderBlock2D"],
         "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D",
                            "UpDecoderBlock2D", "UpDecoderBlock2D"],
         "norm_num_groups": 32, "scaling_factor": 0.18215}
        """;
    ModelConfig config = ModelConfig.of(new ObjectMapper().readTree(file), "config.json");
    assertThat(VaeConfig.published()).isEqualTo(VaeConfig.of(config));
  }

  @Test
  void settingsThatAPublishedFileOmitsHaveTheOriginalsDefaults() throws Exception {
    String published =
        """
        {"_class_name": "AutoencoderKL", "_diffusers_version": "0.6.0", "act_fn": "silu",
         "block_out_channels": [128, 256, 512, 512], "in_channels": 3, "latent_channels": 4,
         "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
         "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"],
         "layers_per_block": 2, "out_channels": 3, "sample_size": 512}
        """;
    assertThat(VaeConfig.of(settings(published))).isEqualTo(STABLE_DIFFUSION);
    assertThat(STABLE_DIFFUSION.factor()).isEqualTo(8);
    assertThat(VaeConfig.of(settings("{}")))
        .isEqualTo(new VaeConfig(3, 3, 4, List.of(64), 1, 32, 0.18215));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"down_block_types": ["AttnDownEncoderBlock2D"]} | down_block_types AttnDownEncoderBlock2D is not supported; supported: DownEncoderBlock2D.
          {"up_block_types": ["AttnUpDecoderBlock2D"]}     | up_block_types AttnUpDecoderBlock2D is not supported; supported: UpDecoderBlock2D.
          {"block_out_channels": [32, 64]}                 | down_block_types of 1 blocks is not supported; supported: as many as block_out_channels, 2.
          {"act_fn": "mish"}                               | act_fn mish is not supported; supported: silu.
          {"norm_num_groups": 48}                          | norm_num_groups 48 is not supported; supported: divisors of every block's channels.
          {"shift_factor": 0.1}                            | shift_factor that is set is not supported; supported: scaling_factor alone.
          {"use_quant_conv": false}                        | use_quant_conv false is not supported; supported: true.
          {"latent_channels": 2000000000}                  | latent_channels must be a whole number from 1 to 16384, not 2000000000.
          {"scaling_factor": 0}                            | scaling_factor must be a positive number, not 0.
          """)
  void settingsThatCanNotBeMetAreRejectedByName(String json, String message) {
    assertThatThrownBy(() -> VaeConfig.of(settings(json)))
        .isInstanceOf(ModelConfigException.class)
        .hasMessage("vae/config.json: " + message);
  }

  @Test
  void aBatchInOneGraphGivesWhatItsImagesGiveOneByOne() {
    FloatTensor image = noise(2, 16, 24, 3);
    try (Vae vae = Vae.open(config, weights, Device.cpu());
        Network batched =
            Network.open(
                VaeGraph.encoder(config, WeightCatalogue.of(weights), 2, 16, 24),
                weights,
                Device.cpu())) {
      Map<String, Tensor> together = batched.run(Map.of("image", image));
      LatentDistribution apart = vae.distribution(image, new Cancellation());
      assertClose((FloatTensor) requireNonNull(together.get("mean")), apart.mean());
      assertClose((FloatTensor) requireNonNull(together.get("std")), apart.std());
    }
  }

  private static void assertClose(FloatTensor actual, FloatTensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < expected.values().length; i++) {
      assertThat(actual.values()[i]).isCloseTo(expected.values()[i], offset(1e-5f));
    }
  }

  private static FloatTensor noise(int... dims) {
    FloatTensor tensor = FloatTensor.zeros(dims);
    Random random = new Random(7);
    for (int i = 0; i < tensor.values().length; i++) {
      tensor.values()[i] = (float) random.nextGaussian();
    }
    return tensor;
  }

  @Test
  void weightsThatAreMissingOrMisshapenAreListedWhenItIsOpened() {
    Weights bad =
        ChangedWeights.misshapen(
            ChangedWeights.without(weights, "quant_conv.bias", "encoder.conv_in.weight"),
            "encoder.conv_out.weight",
            8,
            16,
            3,
            3);
    assertThatThrownBy(() -> Vae.open(config, bad, Device.cpu()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("are not those of this VAE:")
        .hasMessageContaining("missing quant_conv.bias 8")
        .hasMessageContaining("missing encoder.conv_in.weight 16x3x3x3")
        .hasMessageContaining("encoder.conv_out.weight is 8x16x3x3, expected 8x32x3x3");
    assertThatThrownBy(
            () ->
                Vae.open(
                    config, ChangedWeights.without(weights, "decoder.conv_out.bias"), Device.cpu()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("missing decoder.conv_out.bias 3");
  }

  @Test
  void imagesNoiseAndLatentsOfTheWrongShapeAreRejected() {
    try (Vae vae = Vae.open(config, weights, Device.cpu())) {
      assertThatThrownBy(() -> vae.encode(FloatTensor.zeros(1, 60, 64, 3), noise(1, 8, 8, 4)))
          .isInstanceOf(GraphException.class)
          .hasMessage(
              "An image of 60x64 (height x width) can't be encoded: both must be multiples of 8.");
      assertThatThrownBy(() -> vae.encode(FloatTensor.zeros(1, 3, 64, 64), noise(1, 8, 8, 4)))
          .isInstanceOf(ModelException.class)
          .hasMessage(
              "The VAE's images must be (batch, height, width, 3), channels last and none of"
                  + " them 0, not 1x3x64x64.");
      assertThatThrownBy(() -> vae.encode(FloatTensor.zeros(1, 16, 16, 3), noise(1, 2, 3, 4)))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("must have that shape, not 1x2x3x4");
      assertThatThrownBy(() -> vae.decode(FloatTensor.zeros(0, 8, 8, 4)))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("The VAE's latents must be (batch, height, width, 4)");
    }
  }

  @Test
  void aCancelledOrClosedAutoencoderSaysSo() {
    Vae vae = Vae.open(config, weights, Device.cpu());
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    assertThatThrownBy(() -> vae.decode(FloatTensor.zeros(1, 2, 2, 4), cancelled))
        .isInstanceOf(CancelledException.class);
    vae.close();
    vae.close();
    assertThatThrownBy(() -> vae.decode(FloatTensor.zeros(1, 2, 2, 4)))
        .isInstanceOf(ClosedException.class)
        .hasMessage("Can't use the VAE decoder: it is closed.");
  }
}
