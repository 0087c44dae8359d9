package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Op;
import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A graph that a pass writes anew, node by node. Weights come before their first use, and what
 * nothing uses any more is left out.
 */
final class Rewrite {
  private final Graph old;
  private final Map<Value, Node> makers = new HashMap<>();
  private final Map<Weight, Value> weights = new HashMap<>();
  private final Set<Value> placed = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();

  Rewrite(Graph old) {
    this.old = old;
    for (Node node : old.nodes()) {
      makers.put(node.output(), node);
      if (node.op() instanceof Weight weight) {
        weights.put(weight, node.output());
      }
    }
  }

  /** The node that computes a value of the old graph or holds a new weight; empty for an input. */
  Optional<Node> maker(Value value) {
    return Optional.ofNullable(makers.get(value));
  }

  /**
   * Writes the graph with other nodes in the place of some convolutions.
   *
   * @param kernel the weight of a node that is to be replaced; empty for others
   * @param replacement writes what stands in the place of such a node
   * @return the old graph if nothing is to be replaced
   */
  Graph replacing(Function<Node, Optional<Weight>> kernel, BiConsumer<Node, Weight> replacement) {
    if (old.nodes().stream().noneMatch(node -> kernel.apply(node).isPresent())) {
      return old;
    }
    for (Node node : old.nodes()) {
      kernel
          .apply(node)
          .ifPresentOrElse(weight -> replacement.accept(node, weight), () -> place(node));
    }
    return graph();
  }

  /** The inputs of a convolution with another array, and its kernel in another shape. */
  List<Value> convolved(Node node, Value x, Weight kernel, Shape shape) {
    List<Value> inputs = new ArrayList<>(node.inputs()); // a bias stays
    inputs.set(0, x);
    inputs.set(
        1,
        weight(
            new Weight(kernel.name(), kernel.stored(), shape, kernel.firstRow(), kernel.type())));
    return inputs;
  }

  /** The tensor of the checkpoint that a value is, if it is one. */
  Optional<Weight> weight(Value value) {
    return maker(value).map(Node::op).filter(Weight.class::isInstance).map(Weight.class::cast);
  }

  /** The value that is a tensor of the checkpoint, or a part of one, or one under another shape. */
  Value weight(Weight weight) {
    return weights.computeIfAbsent(
        weight,
        op -> {
          Node node = Node.of(op.valueName(), op, List.of());
          makers.put(node.output(), node);
          return node.output();
        });
  }

  /** Writes an operation; weights are written where they are used. */
  void place(Node node) {
    if (!(node.op() instanceof Weight)) {
      node.inputs().forEach(this::placeWeight);
      nodes.add(node);
    }
  }

  /** Writes a new operation, whose result has a name that no other value has. */
  Value place(String name, Op op, Value... inputs) {
    Node node = Node.of(name, op, List.of(inputs));
    place(node);
    return node.output();
  }

  private void placeWeight(Value value) {
    if (weight(value).isPresent() && placed.add(value)) {
      nodes.add(Objects.requireNonNull(makers.get(value)));
    }
  }

  /** The new graph. Marks of values that are no longer computed are gone. */
  Graph graph() {
    old.outputs().values().forEach(this::placeWeight);
    Set<Value> used = new HashSet<>(old.outputs().values());
    old.inputs().forEach(input -> used.add(input.value()));
    Deque<Node> kept = new ArrayDeque<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (used.contains(nodes.get(i).output())) {
        kept.addFirst(nodes.get(i));
        used.addAll(nodes.get(i).inputs());
      }
    }
    Map<String, Value> marks = new LinkedHashMap<>(old.marks());
    marks.values().retainAll(used);
    return new Graph(old.name(), old.inputs(), List.copyOf(kept), old.outputs(), marks);
  }
}
