package io.asva.metrics.fid;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.golden.RecipeWeights;
import io.asva.core.golden.WeightRecipe;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.pass.BatchCentring;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.testing.Engines;
import io.asva.core.torchscript.LibTorch;
import io.asva.core.weights.Weights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** ONNX Runtime and libtorch give the same from one description and the same weights. */
class InceptionEnginesTest {
  private static final WeightRecipe RECIPE = new WeightRecipe("inception engines", 1.7);
  private static final Weights WEIGHTS =
      RecipeWeights.of(RECIPE, List.of(), InceptionGraph.weights());

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  private static Graph graph(BatchStatistics statistics, int size) {
    return BatchCentring.of(InceptionGraph.graph(WeightCatalogue.of(WEIGHTS), statistics, 2, size));
  }

  private static Map<String, Tensor> pictures(int size) {
    Shape shape = Shape.of(2, size, size, 3);
    return Map.of("pictures", new FloatTensor(shape, RECIPE.values("pictures", shape)));
  }

  @Test
  void theNetworkAsItWasTrained() {
    Engines.assertAgree(graph(BatchStatistics.TRAINED, 75), WEIGHTS, pictures(75));
  }

  /**
   * The last stages have 72 places to take statistics of, which makes rounding errors several times
   * larger: 2.5e-4 were measured.
   */
  @Test
  void theNetworkByStatisticsOfTheBatchButForTheErrorsThatThoseEnlarge() {
    Graph graph = graph(BatchStatistics.OF_THE_BATCH, 229);
    assertThat(Engines.compare(graph, WEIGHTS, WEIGHTS, pictures(229)))
        .isNotEmpty()
        .allMatch(c -> c.error() < 1e-3);
  }
}
