package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Constant;
import io.asva.core.graph.op.Weight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The weights and constants of a graph that is split: each part has those that it uses.
 *
 * @param nodes by the value that they give
 */
record Sources(Map<Value, Node> nodes) {
  static Sources of(Graph graph) {
    Map<Value, Node> nodes = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (isSource(node)) {
        nodes.put(node.output(), node);
      }
    }
    return new Sources(nodes);
  }

  static boolean isSource(Node node) {
    return node.op() instanceof Weight || node.op() instanceof Constant;
  }

  boolean has(Value value) {
    return nodes.containsKey(value);
  }

  /** The nodes, each weight and constant before its first use. */
  List<Node> before(List<Node> users) {
    List<Node> all = new ArrayList<>();
    Set<Value> placed = new HashSet<>();
    for (Node node : users) {
      for (Value input : node.inputs()) {
        Node source = nodes.get(input);
        if (source != null && placed.add(input)) {
          all.add(source);
        }
      }
      all.add(node);
    }
    return all;
  }
}
