package io.asva.audio.imagebind;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.asva.audio.MelSpectrogram;
import io.asva.core.golden.Comparison;
import io.asva.core.golden.RecipeWeights;
import io.asva.core.golden.TensorComparison;
import io.asva.core.golden.WeightRecipe;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.torchscript.LibTorch;
import io.asva.core.torchscript.TorchNetwork;
import io.asva.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** ONNX Runtime and libtorch give the same from one description and the same weights. */
class AudioEnginesTest {
  private static final double TOLERANCE = 1e-4;
  private static final TowerConfig CONFIG = new TowerConfig(64, 2, 2, 16);
  private static final WeightRecipe RECIPE = new WeightRecipe("engines", 1);

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  private static Weights weights() {
    return RecipeWeights.of(
        RECIPE, List.of("final_layer_norm."), AudioTower.weights(CONFIG, TowerNames.trained()));
  }

  private static List<Comparison> compare(int batch, Weights onnx, Weights torch) {
    Graph graph = AudioTower.graph(CONFIG, TowerNames.trained(), WeightCatalogue.of(onnx), batch);
    Shape shape = Shape.of(batch, 1, MelSpectrogram.BANDS, MelSpectrogram.FRAMES);
    Map<String, Tensor> inputs = Map.of("mel", new FloatTensor(shape, RECIPE.values("mel", shape)));
    List<Comparison> comparisons = new ArrayList<>();
    try (Network one = Network.open(graph, onnx, Device.cpu());
        TorchNetwork other = TorchNetwork.open(graph, torch)) {
      Map<String, Tensor> expected = other.run(inputs);
      one.run(inputs)
          .forEach(
              (name, value) ->
                  comparisons.add(
                      TensorComparison.compare(
                          name, value, requireNonNull(expected.get(name)), TOLERANCE)));
    }
    return comparisons;
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
}
