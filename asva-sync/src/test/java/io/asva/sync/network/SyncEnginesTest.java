package io.asva.sync.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.audio.MelSpectrogram;
import io.asva.core.golden.RecipeWeights;
import io.asva.core.golden.WeightRecipe;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.FloatTensor;
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
class SyncEnginesTest {
  private static final WeightRecipe RECIPE = new WeightRecipe("sync engines", 1.4);
  private static final NetworkWidths NARROW = new NetworkWidths(8, List.of(8, 16, 16, 24));

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  private static Weights weights(Map<String, Shape> shapes) {
    return RecipeWeights.of(RECIPE, List.of(), shapes);
  }

  private static Tensor values(String name, int... dims) {
    return new FloatTensor(Shape.of(dims), RECIPE.values(name, Shape.of(dims)));
  }

  @Test
  void theAudioNetwork() {
    Weights weights = weights(SyncAudioGraph.weights(NARROW));
    Graph graph = SyncAudioGraph.graph(NARROW, WeightCatalogue.of(weights), 2);
    Engines.assertAgree(
        graph,
        weights,
        Map.of("mel", values("mel", 2, 1, MelSpectrogram.BANDS, MelSpectrogram.FRAMES)));
  }

  @Test
  void theVideoNetworkWholeAndAfterItsStem() {
    Weights weights = weights(SyncVideoGraph.weights(NARROW));
    SyncVideoGraph.Geometry geometry = new SyncVideoGraph.Geometry(2, 5, 32, 48);
    Engines.assertAgree(
        SyncVideoGraph.graph(NARROW, WeightCatalogue.of(weights), geometry),
        weights,
        Map.of("video", values("video", 2, 5, 3, 32, 48)));
    Engines.assertAgree(
        SyncVideoGraph.trunkGraph(NARROW, WeightCatalogue.of(weights), geometry),
        weights,
        Map.of("stem", values("stem", 2, 5, 8, 12, NARROW.stem())));
  }

  @Test
  void theHeadAndOneChangedWeightOfIt() {
    SyncHeadGraph.Widths widths = SyncHeadGraph.Widths.published(24);
    Weights weights = weights(SyncHeadGraph.weights(widths));
    Graph graph = SyncHeadGraph.graph(widths, WeightCatalogue.of(weights), 7);
    Map<String, Tensor> inputs =
        Map.of("audio", values("audio", 7, 24), "video", values("video", 7, 24));
    Engines.assertAgree(graph, weights, inputs);
    Weights changed = ChangedWeights.perturbed(weights, "fc.3.weight");
    assertThat(Engines.compare(graph, weights, changed, inputs)).anyMatch(c -> !c.passed());
  }
}
