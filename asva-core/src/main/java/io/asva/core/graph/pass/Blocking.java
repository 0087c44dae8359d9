package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Constant;
import io.asva.core.graph.op.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs chains of operations that work on each row alone a block of rows at a time, so that what
 * flows between them stays in the processor's cache: linear layers, norms, attention, functions of
 * elements.
 *
 * <p>ONNX Runtime's matrix product goes through all its rows once for each 128 columns. Measured on
 * one core of a Zen 5 with 12,288 rows of 320 channels, a feed-forward layer takes 312 ms in one
 * piece, 204 ms in 6 and 185 ms in 12 blocks; with 3,072 rows of 640, 189 ms and in 3 blocks 168
 * ms.
 */
public final class Blocking {
  private final Graph graph;
  private final Map<Value, List<Node>> consumers = new HashMap<>();
  private final Set<Value> kept;
  private final List<Node> result = new ArrayList<>();
  private Optional<BlockRegion> region = Optional.empty();

  private Blocking(Graph graph) {
    this.graph = graph;
    this.kept = new HashSet<>(graph.outputs().values());
    for (Node node : graph.nodes()) {
      node.inputs().forEach(v -> consumers.computeIfAbsent(v, k -> new ArrayList<>()).add(node));
    }
  }

  /** The same network with blocked chains. */
  public static Graph of(Graph graph) {
    return new Blocking(graph).run();
  }

  private Graph run() {
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Weight || node.op() instanceof Constant) {
        result.add(node);
      } else {
        place(node);
      }
    }
    close();
    return new Graph(graph.name(), graph.inputs(), result, graph.outputs(), Map.of());
  }

  private void place(Node node) {
    if (region.isPresent() && region.get().take(node)) {
      return;
    }
    if (region.isPresent() && region.get().feeds(node)) {
      close();
    }
    if (region.isEmpty()) {
      region = BlockRegion.begin(node);
      if (region.isPresent()) {
        return;
      }
    }
    result.add(node);
  }

  private void close() {
    region.ifPresent(r -> result.addAll(r.nodes(this::isUsedOutside)));
    region = Optional.empty();
  }

  private boolean isUsedOutside(Value value, Set<Node> inside) {
    return kept.contains(value)
        || consumers.getOrDefault(value, List.of()).stream().anyMatch(n -> !inside.contains(n));
  }
}
