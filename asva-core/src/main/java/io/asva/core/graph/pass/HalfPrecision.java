package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Cast;
import io.asva.core.graph.op.Concat;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.L2Normalize;
import io.asva.core.graph.op.Op;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Rewrites a network to compute in half precision. Inputs and outputs stay single precision. So do
 * norms over many elements, whose sums of squares pass 65504, and what leads to a sine or cosine: a
 * timestep of 981 has no half precision neighbour closer than 0.5, which would turn the finest
 * angles at random.
 */
public final class HalfPrecision {
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Value, Value> halves = new HashMap<>();
  private final Map<Value, Value> singles = new HashMap<>();
  private final Set<Value> kept;
  private final Predicate<Node> mixed;

  private HalfPrecision(Set<Value> kept, Predicate<Node> mixed) {
    this.kept = kept;
    this.mixed = mixed;
  }

  /** The network in half precision. */
  public static Graph of(Graph single) {
    return of(single, node -> false);
  }

  /**
   * The network in half precision.
   *
   * @param mixed which norms are given half precision and compute their statistics in single
   *     precision by themselves; their scale and shift stay in single precision
   */
  public static Graph of(Graph single, Predicate<Node> mixed) {
    // These passes know weights only as they are stored.
    Graph graph = NeighbouringFrames.of(WriterPasses.of(single));
    HalfPrecision pass = new HalfPrecision(angles(graph), mixed);
    graph.inputs().forEach(input -> pass.singles.put(input.value(), input.value()));
    graph.nodes().forEach(pass::rewrite);
    Map<String, Value> outputs = new LinkedHashMap<>();
    graph.outputs().forEach((name, value) -> outputs.put(name, pass.single(value)));
    return new Graph(graph.name(), graph.inputs(), pass.nodes, outputs, Map.of());
  }

  /** All that a sine or cosine is computed from, and what joins sines and cosines. */
  private static Set<Value> angles(Graph graph) {
    Set<Value> turned = new HashSet<>();
    Set<Value> kept = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (isTurn(node)) {
        turned.add(node.output());
      } else if (node.op() instanceof Concat && turned.containsAll(node.inputs())) {
        kept.add(node.output());
      }
    }
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (isTurn(node) || kept.contains(node.output())) {
        kept.add(node.output());
        kept.addAll(node.inputs());
      }
    }
    return kept;
  }

  private static boolean isTurn(Node node) {
    return node.op() instanceof Unary unary
        && (unary.function() == Unary.Function.SIN || unary.function() == Unary.Function.COS);
  }

  private void rewrite(Node node) {
    Value old = node.output();
    if (old.type() != ElementType.F32) {
      nodes.add(new Node(node.op(), node.inputs().stream().map(this::single).toList(), old));
      singles.put(old, old);
    } else if (mixed.test(node)) {
      Value half = new Value(old.name(), old.shape(), ElementType.F16);
      List<Value> inputs = new ArrayList<>();
      inputs.add(half(node.inputs().get(0)));
      node.inputs().stream().skip(1).map(this::single).forEach(inputs::add);
      nodes.add(new Node(node.op(), inputs, half));
      halves.put(old, half);
    } else if (kept.contains(old) || node.inputs().isEmpty() || sums(node.op())) {
      nodes.add(new Node(node.op(), node.inputs().stream().map(this::single).toList(), old));
      singles.put(old, old);
    } else {
      Value half = new Value(old.name(), old.shape(), ElementType.F16);
      nodes.add(new Node(node.op(), node.inputs().stream().map(this::half).toList(), half));
      halves.put(old, half);
    }
  }

  private static boolean sums(Op op) {
    return op instanceof GroupNorm || op instanceof L2Normalize;
  }

  private Value half(Value value) {
    return value.type() == ElementType.F32
        ? halves.computeIfAbsent(value, v -> cast(single(v), v.name() + "/half", ElementType.F16))
        : value;
  }

  private Value single(Value value) {
    Value known = singles.get(value);
    if (known != null || value.type() != ElementType.F32) {
      return known == null ? value : known;
    }
    Value half = halves.get(value);
    if (half == null) {
      throw new IllegalStateException("used before it is computed: " + value);
    }
    Value single = cast(half, value.name() + "/single", ElementType.F32);
    singles.put(value, single);
    return single;
  }

  private Value cast(Value from, String name, ElementType type) {
    Value to = new Value(name, from.shape(), type);
    nodes.add(new Node(new Cast(type), List.of(from), to));
    return to;
  }
}
