package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
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

/**
 * Splits a network in two: what depends only on inputs that change once a clip, and the rest, which
 * runs at every step. The first part's results are the second part's further inputs.
 *
 * @param perClip runs once a clip; its outputs bear the names of the step's inputs
 * @param perStep runs at every step
 */
public record Hoisting(Graph perClip, Graph perStep) {

  /** Splits a network. Work on weights and constants alone counts as work per clip. */
  public static Hoisting of(Graph graph) {
    Set<Value> steady = new HashSet<>();
    graph.inputs().stream().filter(i -> i.rate() == Rate.CLIP).forEach(i -> steady.add(i.value()));
    Sources sources = Sources.of(graph);
    List<Node> clipNodes = new ArrayList<>();
    List<Node> stepNodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (Sources.isSource(node)) {
        continue;
      }
      if (node.inputs().stream().allMatch(v -> steady.contains(v) || sources.has(v))) {
        steady.add(node.output());
        clipNodes.add(node);
      } else {
        stepNodes.add(node);
      }
    }
    Set<Value> crossing = new LinkedHashSet<>();
    stepNodes.forEach(
        node -> node.inputs().stream().filter(steady::contains).forEach(crossing::add));
    graph.outputs().values().stream().filter(steady::contains).forEach(crossing::add);
    return new Hoisting(
        perClip(graph, sources, clipNodes, crossing), perStep(graph, sources, stepNodes, crossing));
  }

  /**
   * A split in name alone: the first part hands its inputs on, and the second computes everything.
   * It pays where what is computed once a clip would travel further than what it is computed from:
   * from the host to a GPU at every step.
   */
  public static Hoisting none(Graph graph) {
    List<Graph.Input> given = new ArrayList<>();
    List<Graph.Input> taken = new ArrayList<>();
    Map<String, Value> outputs = new LinkedHashMap<>();
    for (Graph.Input input : graph.inputs()) {
      if (input.rate() == Rate.CLIP) {
        String name = "clip/" + input.name(); // a result can't have an input's name
        given.add(input);
        outputs.put(name, input.value());
        taken.add(new Graph.Input(name, input.value(), Rate.CLIP));
      } else {
        taken.add(input);
      }
    }
    return new Hoisting(
        new Graph(graph.name() + " conditioning", given, List.of(), outputs, Map.of()),
        new Graph(graph.name(), taken, graph.nodes(), graph.outputs(), graph.marks()));
  }

  private static Graph perClip(
      Graph graph, Sources sources, List<Node> nodes, Set<Value> crossing) {
    Map<String, Value> outputs = new LinkedHashMap<>();
    crossing.forEach(value -> outputs.put(value.name(), value));
    List<Graph.Input> inputs = graph.inputs().stream().filter(i -> i.rate() == Rate.CLIP).toList();
    return new Graph(
        graph.name() + " conditioning", inputs, sources.before(nodes), outputs, Map.of());
  }

  private static Graph perStep(
      Graph graph, Sources sources, List<Node> nodes, Set<Value> crossing) {
    List<Graph.Input> inputs =
        new ArrayList<>(graph.inputs().stream().filter(i -> i.rate() == Rate.STEP).toList());
    crossing.forEach(value -> inputs.add(new Graph.Input(value.name(), value, Rate.CLIP)));
    return new Graph(graph.name(), inputs, sources.before(nodes), graph.outputs(), graph.marks());
  }
}
