package io.asva.core.initial;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.ConvTemp;
import io.asva.core.graph.op.Embedding;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.LayerNorm;
import io.asva.core.graph.op.Linear;
import io.asva.core.graph.op.Permute;
import io.asva.core.graph.op.Reshape;
import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PyTorch's defaults for the weights of a network, by the operations that use them. The layer over
 * time of AVSyncD's convolutions starts from zeros, as in the original. What is used otherwise (a
 * class token that is added, a scale) has no default.
 */
final class InitialValues {
  private final Map<Value, Node> producers = new HashMap<>();
  private final Map<String, Initial> values = new LinkedHashMap<>();
  private final Map<String, Integer> counters = new LinkedHashMap<>();

  private InitialValues() {}

  /** The initial values that a network's operations imply, by the names of weights. */
  static Map<String, Initial> of(Graph graph) {
    return read(graph).values;
  }

  /** The names of a network's counters of batches, which no operation reads: integers from 0. */
  static List<String> counters(Graph graph) {
    return List.copyOf(read(graph).counters.keySet());
  }

  private static InitialValues read(Graph graph) {
    InitialValues result = new InitialValues();
    graph.nodes().forEach(node -> result.producers.put(node.output(), node));
    graph.nodes().forEach(result::use);
    return result;
  }

  private void use(Node node) {
    for (int i = 0; i < node.inputs().size(); i++) {
      Optional<String> name = weight(node.inputs().get(i));
      if (name.isPresent()) {
        String found = name.get();
        initial(node, i).ifPresent(value -> values.putIfAbsent(found, value));
        if (node.op() instanceof BatchNorm && found.endsWith(".running_mean")) {
          counters.put(found.replace(".running_mean", ".num_batches_tracked"), i);
        }
      }
    }
  }

  /** The weight that a value is, possibly under another shape. */
  private Optional<String> weight(Value value) {
    Node node = producers.get(value);
    while (node != null && (node.op() instanceof Reshape || node.op() instanceof Permute)) {
      node = producers.get(node.inputs().get(0));
    }
    return node != null && node.op() instanceof Weight weight
        ? Optional.of(weight.name())
        : Optional.empty();
  }

  private static Optional<Initial> initial(Node node, int input) {
    if (input == 0) {
      return Optional.empty(); // what is worked on, in every operation with weights
    }
    if (node.op() instanceof Linear || node.op() instanceof Conv) {
      Shape matrix = node.inputs().get(1).shape();
      return Optional.of(Initial.layer(matrix.elements(1, matrix.rank())));
    }
    if (node.op() instanceof ConvTemp) {
      return Optional.of(Initial.ZEROS);
    }
    if (node.op() instanceof LayerNorm || node.op() instanceof GroupNorm) {
      return Optional.of(input == 1 ? Initial.ONES : Initial.ZEROS);
    }
    if (node.op() instanceof BatchNorm) {
      // scale, shift, running mean, running variance
      return Optional.of(input == 1 || input == 4 ? Initial.ONES : Initial.ZEROS);
    }
    return node.op() instanceof Embedding ? Optional.of(new Initial.Normal(1)) : Optional.empty();
  }
}
