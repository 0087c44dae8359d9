package io.asva.audio.imagebind;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.Cancellation;
import io.asva.core.ClosedException;
import io.asva.core.config.ModelConfig;
import io.asva.core.config.ModelConfigException;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.ModelException;
import io.asva.core.runtime.Network;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageBindTest {
  private static final WeightRecipe RECIPE = new WeightRecipe("imagebind-test", 1);
  private static final ImageBindConfig SMALL = new ImageBindConfig(128, 2, 2, 24);
  private static final ImageBindNames OFFICIAL = ImageBindNames.official(Modality.AUDIO);
  private static final ImageBindNames TRAINED = ImageBindNames.trained();

  private final Weights weights =
      RecipeWeights.of(RECIPE, List.of(), ImageBindAudioGraph.weights(SMALL, OFFICIAL));
  private final FloatTensor mels = noise(2, 1, 128, 204);

  private static FloatTensor noise(int... dims) {
    FloatTensor tensor = FloatTensor.zeros(dims);
    Random random = new Random(5);
    for (int i = 0; i < tensor.values().length; i++) {
      tensor.values()[i] = (float) random.nextGaussian();
    }
    return tensor;
  }

  @ParameterizedTest
  @EnumSource(Modality.class)
  void shapesAreReadOffTheTensors(Modality modality) {
    ImageBindConfig huge = ImageBindConfig.huge(modality);
    int width = huge.width() / huge.heads() * 2;
    ImageBindConfig config = new ImageBindConfig(width, 3, 2, 17);
    ImageBindNames names = ImageBindNames.official(modality);
    Map<String, Shape> shapes =
        switch (modality) {
          case AUDIO -> ImageBindAudioGraph.weights(config, names);
          case VISION -> ImageBindVisionGraph.weights(config, names);
          case TEXT -> ImageBindTextGraph.weights(config, names);
        };
    Weights found = RecipeWeights.of(RECIPE, List.of(), shapes);
    assertThat(ImageBindNames.of(found, modality)).isEqualTo(names);
    assertThat(ImageBindConfig.of(found, names, modality)).isEqualTo(config);
  }

  @Test
  void whatTrainingSavedIsTheSameUnderOtherNames() {
    Map<String, Shape> manifest = new LinkedHashMap<>(ImageBindAudioGraph.weights(SMALL, TRAINED));
    Weights trained =
        weights.renamed(
            name -> name.replaceFirst("modality_", "").replaceFirst("s\\.audio\\.", "."));
    assertThat(trained.tensors()).extracting(t -> t.name()).containsAll(manifest.keySet());
    AudioEncoding expected = encode(weights);
    AudioEncoding actual = encode(trained);
    assertThat(actual.tokens().values()).isEqualTo(expected.tokens().values());
    assertThat(actual.embedding().values()).isEqualTo(expected.embedding().values());
  }

  @Test
  void theTokensNormalisationIsUsedWhereACheckpointHoldsIt() {
    Map<String, Shape> manifest = new LinkedHashMap<>(ImageBindAudioGraph.weights(SMALL, TRAINED));
    AudioEncoding without = encode(RecipeWeights.of(RECIPE, List.of(), manifest));
    manifest.putAll(ImageBindAudioGraph.optionalWeights(SMALL));
    Weights saved = RecipeWeights.of(RECIPE, List.of(), manifest);
    AudioEncoding with = encode(saved);
    float[] scale = ((FloatTensor) saved.read("final_layer_norm.weight")).values();
    float[] shift = ((FloatTensor) saved.read("final_layer_norm.bias")).values();
    for (int i = 0; i < 1000; i++) {
      int c = i % SMALL.width();
      assertThat(with.tokens().values()[i])
          .isCloseTo(without.tokens().values()[i] * scale[c] + shift[c], offset(1e-4f));
    }
    assertThat(with.head().values()).isEqualTo(without.head().values());
  }

  @Test
  void theEmbeddingIsTheHeadAtTheLogitScalesLength() {
    AudioEncoding encoding = encode(weights);
    assertThat(encoding.tokens().shape()).isEqualTo(Shape.of(2, 229, 128));
    for (int row = 0; row < 2; row++) {
      double length = 0;
      double product = 0;
      double head = 0;
      for (int i = row * 24; i < row * 24 + 24; i++) {
        length += Math.pow(encoding.embedding().values()[i], 2);
        head += Math.pow(encoding.head().values()[i], 2);
        product += (double) encoding.embedding().values()[i] * encoding.head().values()[i];
      }
      assertThat(Math.sqrt(length)).isCloseTo(20, offset(1e-4)); // the recipe's scale is ln 20
      assertThat(product / Math.sqrt(length * head)).isCloseTo(1, offset(1e-6));
    }
  }

  @Test
  void aBatchInOneGraphGivesWhatItsAudiosGiveOneByOne() {
    AudioEncoding apart = encode(weights);
    try (Network batched =
        Network.open(
            ImageBindAudioGraph.graph(SMALL, OFFICIAL, WeightCatalogue.of(weights), 2),
            weights,
            Device.cpu())) {
      Map<String, Tensor> together = batched.run(Map.of("mel", mels));
      assertClose((FloatTensor) requireNonNull(together.get("tokens")), apart.tokens());
      assertClose((FloatTensor) requireNonNull(together.get("embedding")), apart.embedding());
    }
  }

  private static void assertClose(FloatTensor actual, FloatTensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < expected.values().length; i++) {
      assertThat(actual.values()[i]).isCloseTo(expected.values()[i], offset(1e-4f));
    }
  }

  private AudioEncoding encode(Weights of) {
    try (ImageBindAudio encoder = ImageBindAudio.open(of, Device.cpu())) {
      return encoder.encode(mels);
    }
  }

  @Test
  void settingsNameShapesAsTheOriginalDoes() throws JsonProcessingException {
    ModelConfig config =
        settings("{\"audio_embed_dim\": 96, \"audio_num_heads\": 6, \"audio_num_blocks\": 3}");
    assertThat(ImageBindConfig.of(config, Modality.AUDIO))
        .isEqualTo(new ImageBindConfig(96, 3, 6, 1024));
    assertThat(ImageBindConfig.of(settings("{}"), Modality.VISION))
        .isEqualTo(new ImageBindConfig(1280, 32, 16, 1024));
    ModelConfig odd = settings("{\"text_embed_dim\": 100, \"text_num_heads\": 3}");
    assertThatThrownBy(() -> ImageBindConfig.of(odd, Modality.TEXT))
        .isInstanceOf(ModelConfigException.class)
        .hasMessage(
            "config.json: text_num_heads 3 is not supported; supported: divisors of the width 100.");
  }

  private static ModelConfig settings(String json) throws JsonProcessingException {
    return ModelConfig.of(new ObjectMapper().readTree(json), "config.json");
  }

  @Test
  void aCheckpointWithoutTheEncoderIsRejectedByName() {
    Weights none = Weights.of("unet.bin", List.of());
    assertThatThrownBy(() -> ImageBindAudio.open(none, Device.cpu()))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "unet.bin holds no ImageBind audio encoder: expected tensors named"
                + " modality_trunks.audio.blocks.0.norm_1.weight and so on. Give"
                + " imagebind_huge.pth.");
    assertThatThrownBy(() -> ImageBindVision.open(weights, Device.cpu()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("holds no ImageBind vision encoder");
  }

  @Test
  void weightsThatAreMissingOrMisshapenAreListed() {
    String block = "modality_trunks.audio.blocks.1.";
    Weights bad =
        ChangedWeights.misshapen(
            ChangedWeights.without(weights, block + "attn.bias_k", block + "mlp.fc1.bias"),
            "modality_preprocessors.audio.pos_embedding_helper.pos_embed",
            1,
            200,
            128);
    assertThatThrownBy(() -> ImageBindAudio.open(bad, Device.cpu()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("are not those of this ImageBind audio encoder:")
        .hasMessageContaining("missing modality_trunks.audio.blocks.1.attn.bias_k 1x1x128")
        .hasMessageContaining("missing modality_trunks.audio.blocks.1.mlp.fc1.bias 512")
        .hasMessageContaining("pos_embed is 1x200x128, expected 1x229x128");
  }

  @Test
  void aWidthThatIsNoMultipleOfAHeadsIsRejected() {
    Weights odd =
        RecipeWeights.of(
            RECIPE,
            List.of(),
            ImageBindAudioGraph.weights(new ImageBindConfig(100, 1, 1, 8), OFFICIAL));
    assertThatThrownBy(() -> ImageBindAudio.open(odd, Device.cpu()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("is 100 wide, expected a multiple of 64");
  }

  @Test
  void inputsThatDoNotFitAndClosedEncodersSaySo() {
    ImageBindAudio encoder = ImageBindAudio.open(weights, Device.cpu());
    assertThatThrownBy(() -> encoder.encode(FloatTensor.zeros(1, 1, 128, 198)))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "The ImageBind audio encoder takes mel spectrograms (batch, 1, 128, 204), not"
                + " 1x1x128x198.");
    encoder.close();
    encoder.close();
    assertThatThrownBy(() -> encoder.encode(mels))
        .isInstanceOf(ClosedException.class)
        .hasMessage("Can't use the ImageBind audio encoder: it is closed.");
  }

  @Test
  void imagesAndIdsThatDoNotFitAreRejected() {
    ImageBindNames visionNames = ImageBindNames.official(Modality.VISION);
    ImageBindNames textNames = ImageBindNames.official(Modality.TEXT);
    Weights vision =
        RecipeWeights.of(
            RECIPE,
            List.of(),
            ImageBindVisionGraph.weights(new ImageBindConfig(80, 1, 1, 8), visionNames));
    Weights text =
        RecipeWeights.of(
            RECIPE,
            List.of(),
            ImageBindTextGraph.weights(new ImageBindConfig(64, 1, 1, 8), textNames));
    Cancellation never = new Cancellation();
    try (ImageBindVision images = ImageBindVision.open(vision, Device.cpu());
        ImageBindText texts = ImageBindText.open(text, Device.cpu())) {
      assertThatThrownBy(() -> images.embed(FloatTensor.zeros(1, 224, 224, 3), never))
          .isInstanceOf(ModelException.class)
          .hasMessage(
              "The ImageBind vision encoder takes images (batch, 3, 224, 224), not 1x224x224x3.");
      assertThatThrownBy(() -> texts.embed(LongTensor.zeros(1, 76), never))
          .isInstanceOf(ModelException.class)
          .hasMessage("The ImageBind text encoder takes ids (batch, 77), not 1x76.");
      long[] ids = new long[77];
      ids[3] = 49408;
      assertThatThrownBy(() -> texts.embed(LongTensor.of(ids, 1, 77), never))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("The token id 49408 is not in ");
    }
  }
}
