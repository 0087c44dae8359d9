package io.asva.metrics.fid;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.ClosedException;
import io.asva.core.graph.GraphException;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.metrics.MetricsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FidFeaturesTest {
  @Test
  void missingWeightsAreListed() {
    Map<String, Shape> some = new LinkedHashMap<>(InceptionGraph.weights());
    some.remove("Mixed_6d.branch7x7_2.conv.weight");
    Weights weights = RecipeWeights.of(new WeightRecipe("some", 1), List.of(), some);
    assertThatThrownBy(() -> FidFeatures.open(weights, BatchStatistics.OF_THE_BATCH, Device.cpu()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("missing Mixed_6d.branch7x7_2.conv.weight 160x160x1x7");
  }

  @Test
  void otherSizesAreRefusedAndSoIsUseAfterClosing() {
    Weights weights =
        RecipeWeights.of(new WeightRecipe("closing", 1), List.of(), InceptionGraph.weights());
    FidFeatures network = FidFeatures.open(weights, BatchStatistics.TRAINED, Device.cpu());
    assertThatThrownBy(() -> network.extract(FloatTensor.zeros(1, 3, 224, 224), new Cancellation()))
        .isInstanceOf(MetricsException.class)
        .hasMessage("FID's features are those of images (n, 3, 229, 229), not 1x3x224x224.");
    network.close();
    network.close();
    assertThatThrownBy(() -> network.extract(FloatTensor.zeros(1, 3, 229, 229), new Cancellation()))
        .isInstanceOf(ClosedException.class);
  }
}
