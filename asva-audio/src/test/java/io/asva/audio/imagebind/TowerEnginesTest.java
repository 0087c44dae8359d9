package io.asva.audio.imagebind;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.audio.MelSpectrogram;
import io.asva.core.golden.Comparison;
import io.asva.core.golden.RecipeWeights;
import io.asva.core.golden.WeightRecipe;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.testing.Engines;
import io.asva.core.torchscript.LibTorch;
import io.asva.core.weights.Weights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** ONNX Runtime and libtorch give the same from one description and the same weights. */
class TowerEnginesTest {
  private static final ImageBindConfig CONFIG = new ImageBindConfig(64, 2, 2, 16);
  private static final ImageBindNames VISION = ImageBindNames.official(Modality.VISION);
  private static final ImageBindNames TEXT = ImageBindNames.official(Modality.TEXT);
  private static final WeightRecipe RECIPE = new WeightRecipe("engines", 1);

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  private static Weights weights() {
    return RecipeWeights.of(
        RECIPE,
        List.of("final_layer_norm."),
        ImageBindAudioGraph.weights(CONFIG, ImageBindNames.trained()));
  }

  private static List<Comparison> compare(int batch, Weights onnx, Weights torch) {
    Graph graph =
        ImageBindAudioGraph.graph(
            CONFIG, ImageBindNames.trained(), WeightCatalogue.of(onnx), batch);
    Shape shape = Shape.of(batch, 1, MelSpectrogram.BANDS, MelSpectrogram.FRAMES);
    Map<String, Tensor> inputs = Map.of("mel", new FloatTensor(shape, RECIPE.values("mel", shape)));
    return Engines.compare(graph, onnx, torch, inputs);
  }

  @Test
  void theAudioEncoderOnOneAndOnSeveralSounds() {
    assertThat(compare(1, weights(), weights())).hasSize(3).allMatch(Comparison::passed);
    assertThat(compare(2, weights(), weights())).hasSize(3).allMatch(Comparison::passed);
  }

  @Test
  void oneChangedWeightMakesThemDiffer() {
    Weights changed = ChangedWeights.perturbed(weights(), "trunk.blocks.1.mlp.fc2.weight");
    assertThat(compare(1, weights(), changed)).anyMatch(comparison -> !comparison.passed());
  }

  @Test
  void theVisionEncoder() {
    ImageBindConfig config = new ImageBindConfig(80, 2, 2, 16);
    Weights weights =
        RecipeWeights.of(RECIPE, List.of(), ImageBindVisionGraph.weights(config, VISION));
    Shape shape = Shape.of(2, ImageBindVisionGraph.SIZE, ImageBindVisionGraph.SIZE, 3);
    Engines.assertAgree(
        ImageBindVisionGraph.graph(config, VISION, WeightCatalogue.of(weights), 2),
        weights,
        Map.of("picture", new FloatTensor(shape, RECIPE.values("picture", shape))));
  }

  @Test
  void theTextEncoder() {
    Weights weights = RecipeWeights.of(RECIPE, List.of(), ImageBindTextGraph.weights(CONFIG, TEXT));
    LongTensor ids = LongTensor.zeros(2, ImageBindTextGraph.LENGTH);
    for (int i = 0; i < ids.values().length; i++) {
      ids.values()[i] = 997L * i % ImageBindTextGraph.VOCABULARY;
    }
    Engines.assertAgree(
        ImageBindTextGraph.graph(CONFIG, TEXT, WeightCatalogue.of(weights), 2),
        weights,
        Map.of(
            "ids", ids, "ends", LongTensor.of(new long[] {12, ImageBindTextGraph.LENGTH + 30}, 2)));
  }
}
