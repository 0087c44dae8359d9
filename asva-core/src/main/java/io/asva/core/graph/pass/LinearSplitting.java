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
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes ranges of a linear layer's channels as layers of their own. Where a layer's result is
 * only cut into such ranges, as GEGLU's or that of attention's three matrices in one tensor, each
 * range is the product with its own rows of the weight. These lie in one piece in the checkpoint,
 * so nothing is copied, while cutting the result would copy all of it.
 */
public final class LinearSplitting {
  private final Graph graph;
  private final Rewrite rewrite;
  private final Map<Value, Node> split = new HashMap<>();

  private LinearSplitting(Graph graph) {
    this.graph = graph;
    this.rewrite = new Rewrite(graph);
    Set<Value> whole = new HashSet<>(graph.outputs().values());
    Set<Value> cut = new HashSet<>();
    for (Node node : graph.nodes()) {
      (isRangeOfChannels(node) ? cut : whole).addAll(node.inputs());
    }
    for (Node node : graph.nodes()) {
      Value result = node.output();
      if (node.op() instanceof Linear
          && node.inputs().stream().skip(1).allMatch(value -> rewrite.weight(value).isPresent())
          && cut.contains(result)
          && !whole.contains(result)) {
        split.put(result, node);
      }
    }
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
        rewrite.place(part(layer, (Slice) node.op(), node.output()));
      } else if (!split.containsKey(node.output())) {
        rewrite.place(node);
      }
    }
    return rewrite.graph();
  }

  /** The layer that makes a range of another's channels. */
  private Node part(Node layer, Slice range, Value result) {
    int channels = range.stop() - range.start();
    List<Value> inputs = new ArrayList<>();
    inputs.add(layer.inputs().get(0));
    for (Value value : layer.inputs().subList(1, layer.inputs().size())) {
      Weight weight = rewrite.weight(value).orElseThrow();
      inputs.add(rewrite.weight(weight.rows(range.start(), channels)));
    }
    return new Node(layer.op(), inputs, result);
  }
}
