package io.asva.training.torchscript;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Weight;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Which values depend on a weight that is trained, so that gradients flow through them. */
final class Needs {
  private final Set<Value> values = new HashSet<>();

  Needs(Graph graph, Predicate<String> trained) {
    for (Node node : graph.nodes()) {
      boolean needed =
          node.op() instanceof Weight weight
              ? trained.test(weight.name())
              : node.inputs().stream().anyMatch(values::contains);
      if (needed && node.output().type().isFloat()) {
        values.add(node.output());
      }
    }
  }

  boolean gradient(Value value) {
    return values.contains(value);
  }
}
