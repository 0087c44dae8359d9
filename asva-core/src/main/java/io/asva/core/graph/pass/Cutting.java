package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Node;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits a network at a marked value, so that what leads to that value alone can be left out when
 * an earlier one is given again. The outer part is what computes the outputs once the value is
 * known; of it {@code before} runs first, because the value depends on it, and {@code after} last.
 * No operation stands in two parts, so no weight does unless the network uses it twice.
 *
 * <p>Run one after another, each with the outputs of those before it, they give what the network
 * gives. The outputs of one part bear the names of the next ones' inputs.
 *
 * @param before what both the marked value and the outputs need
 * @param inner what only the marked value needs; its one output is that value
 * @param after the rest, with the network's outputs
 */
public record Cutting(Graph before, Graph inner, Graph after) {

  /**
   * Splits a network.
   *
   * @param mark the name of the value
   * @throws GraphException if there is no such mark, no output depends on it, an output is computed
   *     without it, or nothing could be left out
   */
  public static Cutting of(Graph graph, String mark) {
    Value cut = graph.marks().get(mark);
    if (cut == null) {
      throw new GraphException(
          graph.name() + " has no mark " + mark + "; it has " + graph.marks().keySet() + ".");
    }
    Set<Value> outer = needed(graph, Set.copyOf(graph.outputs().values()), cut);
    Set<Value> towards = needed(graph, Set.of(cut), null);
    List<Node> before = new ArrayList<>();
    List<Node> inner = new ArrayList<>();
    List<Node> after = new ArrayList<>();
    for (Node node : graph.nodes()) {
      boolean isOuter = outer.contains(node.output()) && node.output() != cut;
      boolean leads = towards.contains(node.output());
      if (!Sources.isSource(node) && (isOuter || leads)) {
        (isOuter ? leads ? before : after : inner).add(node);
      }
    }
    if (!outer.contains(cut) || inner.isEmpty()) {
      throw new GraphException(
          graph.name() + " can't be cut at " + mark + ": nothing could be left out.");
    }
    Set<Value> early = outputs(before);
    if (graph.outputs().values().stream().anyMatch(v -> early.contains(v) || v == cut)) {
      throw new GraphException(
          graph.name() + " can't be cut at " + mark + ": an output is computed before it.");
    }
    Sources sources = Sources.of(graph);
    Set<Value> crossing = new LinkedHashSet<>();
    for (List<Node> later : List.of(inner, after)) {
      later.forEach(n -> n.inputs().stream().filter(early::contains).forEach(crossing::add));
    }
    return new Cutting(
        part(graph, " before the inner part", sources, before, named(crossing)),
        part(graph, "'s inner part", sources, inner, named(Set.of(cut))),
        part(graph, "", sources, after, graph.outputs()));
  }

  /** All values that some are computed from, they themselves included, but nothing behind one. */
  private static Set<Value> needed(Graph graph, Set<Value> results, @Nullable Value end) {
    Set<Value> needed = new HashSet<>(results);
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (needed.contains(node.output()) && node.output() != end) {
        needed.addAll(node.inputs());
      }
    }
    return needed;
  }

  private static Set<Value> outputs(List<Node> nodes) {
    Set<Value> values = new HashSet<>();
    nodes.forEach(node -> values.add(node.output()));
    return values;
  }

  private static Map<String, Value> named(Set<Value> values) {
    Map<String, Value> named = new LinkedHashMap<>();
    values.forEach(value -> named.put(value.name(), value));
    return named;
  }

  /** Its inputs are what its nodes use and don't compute. */
  private static Graph part(
      Graph graph, String which, Sources sources, List<Node> nodes, Map<String, Value> outputs) {
    Map<Value, Graph.Input> given = new LinkedHashMap<>();
    graph.inputs().forEach(input -> given.put(input.value(), input));
    Set<Value> own = outputs(nodes);
    Map<Value, Graph.Input> inputs = new LinkedHashMap<>();
    for (Node node : nodes) {
      for (Value value : node.inputs()) {
        if (!own.contains(value) && !sources.has(value)) {
          Graph.Input crossing = new Graph.Input(value.name(), value, Rate.STEP);
          inputs.put(value, given.getOrDefault(value, crossing));
        }
      }
    }
    return new Graph(
        graph.name() + which,
        List.copyOf(inputs.values()),
        sources.before(nodes),
        outputs,
        Map.of());
  }
}
