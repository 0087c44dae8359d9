package io.asva.training.torchscript;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.LongTensor;
import io.asva.core.weights.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;

/**
 * The buffers of batch normalisations in training: running means and variances, and how many
 * batches went into them.
 */
final class BatchStatistics {
  private static final String MEAN = "running_mean";
  private static final String COUNT = "num_batches_tracked";

  private final List<LiveTensor> counts = new ArrayList<>();

  private BatchStatistics() {}

  /** The names of a graph's running means and variances. */
  static Set<String> names(Graph graph) {
    Map<Value, String> weights = new HashMap<>();
    Set<String> names = new LinkedHashSet<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Weight weight) {
        weights.put(node.output(), weight.name());
      } else if (node.op() instanceof BatchNorm) {
        names.add(name(weights, node.inputs().get(3)));
        names.add(name(weights, node.inputs().get(4)));
      }
    }
    return names;
  }

  private static String name(Map<Value, String> weights, Value statistic) {
    String name = weights.get(statistic);
    if (name == null) {
      throw new TorchScriptException(
          "the running statistics " + statistic + " are no weights of the checkpoint");
    }
    return name;
  }

  /**
   * Takes up counting where a checkpoint stopped, or at 0 where it says nothing.
   *
   * @param names of running means and variances
   */
  static BatchStatistics open(Set<String> names, Weights weights) {
    BatchStatistics statistics = new BatchStatistics();
    for (String name : names) {
      if (name.endsWith(MEAN)) {
        String count = name.substring(0, name.length() - MEAN.length()) + COUNT;
        long batches =
            weights.find(count).isPresent() && weights.read(count) instanceof LongTensor found
                ? found.values()[0]
                : 0;
        LongTensor start = LongTensor.of(new long[] {batches}, new int[0]);
        try (PointerScope scope = new PointerScope()) {
          statistics.counts.add(
              new LiveTensor(count, ElementType.I64, start.shape(), TorchTensors.copy(start)));
        }
      }
    }
    return statistics;
  }

  /** The numbers of batches, each a tensor without axes. */
  List<LiveTensor> counts() {
    return counts;
  }

  /** Counts a batch. */
  void count() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Scalar one = new Scalar(1L);
      counts.forEach(count -> count.tensor().add_(one));
    }
  }
}
