package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Linear;
import io.asva.core.graph.op.Slice;
import io.asva.core.graph.op.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Computes ranges of a linear layer's channels as layers of their own. Where a layer's result is
 * only cut into such ranges, as GEGLU's or that of attention's three matrices in one tensor, each
 * range is the product with its own rows of the weight. These lie in one piece in the checkpoint,
 * so nothing is copied, while cutting the result would copy all of it.
 */
public final class LinearSplitting {
  private final Graph graph;
  private final Map<Value, Node> makers = new HashMap<>();
  private final Map<Weight, Value> weights = new HashMap<>();
  private final Map<Value, Node> split = new HashMap<>();
  private final Set<Value> placed = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();

  private LinearSplitting(Graph graph) {
    this.graph = graph;
    for (Node node : graph.nodes()) {
      makers.put(node.output(), node);
      if (node.op() instanceof Weight weight) {
        weights.put(weight, node.output());
      }
      if (node.op() instanceof Linear && node.inputs().stream().skip(1).allMatch(this::isWeight)) {
        split.put(node.output(), node);
      }
    }
    Set<Value> whole = new HashSet<>(graph.outputs().values());
    Set<Value> cut = new HashSet<>();
    for (Node node : graph.nodes()) {
      (isRangeOfChannels(node) ? cut : whole).addAll(node.inputs());
    }
    split.keySet().removeIf(value -> whole.contains(value) || !cut.contains(value));
  }

  private boolean isWeight(Value value) {
    Node maker = makers.get(value);
    return maker != null && maker.op() instanceof Weight;
  }

  private static boolean isRangeOfChannels(Node node) {
    return node.op() instanceof Slice slice
        && slice.axis() == node.inputs().get(0).shape().rank() - 1;
  }

  /** The same network with such layers split. */
  public static Graph of(Graph graph) {
    LinearSplitting pass = new LinearSplitting(graph);
    return pass.split.isEmpty() ? graph : pass.run();
  }

  private Graph run() {
    for (Node node : graph.nodes()) {
      Node layer = node.inputs().isEmpty() ? null : split.get(node.inputs().get(0));
      if (layer != null) {
        place(part(layer, (Slice) node.op(), node.output()));
      } else if (!split.containsKey(node.output()) && !(node.op() instanceof Weight)) {
        place(node);
      }
    }
    graph.outputs().values().stream().filter(this::isWeight).forEach(this::placeWeight);
    Map<String, Value> marks = new LinkedHashMap<>(graph.marks());
    marks.values().removeAll(split.keySet());
    return new Graph(graph.name(), graph.inputs(), nodes, graph.outputs(), marks);
  }

  /** The layer that makes a range of another's channels. */
  private Node part(Node layer, Slice range, Value result) {
    List<Value> inputs = new ArrayList<>();
    inputs.add(layer.inputs().get(0));
    layer.inputs().stream().skip(1).forEach(weight -> inputs.add(rows(weight, range)));
    return new Node(layer.op(), inputs, result);
  }

  private Value rows(Value value, Slice range) {
    Weight rows = ((Weight) maker(value).op()).rows(range.start(), range.stop() - range.start());
    return weights.computeIfAbsent(
        rows,
        weight -> {
          Node node = Node.of(weight.valueName(), weight, List.of());
          makers.put(node.output(), node);
          return node.output();
        });
  }

  private void place(Node node) {
    node.inputs().stream().filter(this::isWeight).forEach(this::placeWeight);
    nodes.add(node);
  }

  private void placeWeight(Value weight) {
    if (placed.add(weight)) {
      nodes.add(maker(weight));
    }
  }

  private Node maker(Value value) {
    return Objects.requireNonNull(makers.get(value));
  }
}
