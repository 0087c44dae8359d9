package io.asva.metrics.fid;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.pass.BatchCentring;
import io.asva.core.tensor.Shape;
import io.asva.core.testing.Manifests;
import io.asva.core.weights.Weights;
import io.asva.training.testing.Engines;
import io.asva.training.testing.NetworkContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** FID's Inception network keeps the contract of all networks. */
class InceptionNetworkTest extends NetworkContract {
  @Override
  protected Graph graph(WeightCatalogue catalogue) {
    return InceptionGraph.graph(catalogue, BatchStatistics.TRAINED, 1, 75);
  }

  @Override
  protected Map<String, Shape> described() {
    return InceptionGraph.weights();
  }

  @Override
  protected Map<String, Shape> published() {
    Map<String, Shape> official = Manifests.read("inception-fid.json", "");
    official.keySet().removeIf(name -> name.startsWith("fc.") || name.endsWith("_tracked"));
    return official;
  }

  @Override
  protected double gain() {
    return 1.7;
  }

  /**
   * The last stages have 72 places to take statistics of, which makes rounding errors several times
   * larger: 2.5e-4 were measured.
   */
  @Test
  void byStatisticsOfTheBatchTheEnginesAgreeButForTheErrorsThatThoseEnlarge() {
    Weights weights = weights();
    Graph graph =
        BatchCentring.of(
            InceptionGraph.graph(
                WeightCatalogue.of(weights), BatchStatistics.OF_THE_BATCH, 2, 229));
    assertThat(Engines.compare(graph, weights, weights, inputs(graph)))
        .isNotEmpty()
        .allMatch(c -> c.error() < 1e-3);
  }
}
