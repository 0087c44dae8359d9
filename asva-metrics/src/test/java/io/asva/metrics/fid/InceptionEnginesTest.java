package io.asva.metrics.fid;

import io.asva.core.golden.RecipeWeights;
import io.asva.core.golden.WeightRecipe;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.testing.Engines;
import io.asva.core.torchscript.LibTorch;
import io.asva.core.weights.Weights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ONNX Runtime and libtorch give the same from one description and the same weights. */
class InceptionEnginesTest {
  // So that the last stage has 27 places to take statistics of.
  private static final int SIZE = 139;
  private static final int BATCH = 3;

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  @ParameterizedTest
  @EnumSource
  void theInceptionNetwork(BatchStatistics statistics) {
    WeightRecipe recipe = new WeightRecipe("inception engines", 1.4);
    Weights weights = RecipeWeights.of(recipe, List.of(), InceptionV3.weights());
    Shape shape = Shape.of(BATCH, SIZE, SIZE, 3);
    Engines.assertAgree(
        InceptionV3.graph(WeightCatalogue.of(weights), statistics, BATCH, SIZE),
        weights,
        Map.of("pictures", new FloatTensor(shape, recipe.values("pictures", shape))));
  }
}
