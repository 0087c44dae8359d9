package io.asva.training.torchscript;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Constant;
import io.asva.core.graph.op.Expand;
import io.asva.core.graph.op.Op;
import io.asva.core.graph.op.Permute;
import io.asva.core.graph.op.Reshape;
import io.asva.core.graph.op.Slice;
import io.asva.core.graph.op.Unary;
import io.asva.core.graph.op.Weight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a graph computes, and how long each value is needed. Weights, constants and
 * views of them are no steps: they cost nothing and are written wherever they are read.
 */
final class Flow {
  private final Graph graph;
  private final List<Node> steps = new ArrayList<>();
  private final Map<Value, Node> leaves = new HashMap<>();
  private final Map<Value, Integer> made = new HashMap<>();
  private final Map<Value, Integer> lastUse = new HashMap<>();

  Flow(Graph graph) {
    this.graph = graph;
    for (Node node : graph.nodes()) {
      boolean known = node.inputs().stream().allMatch(leaves::containsKey);
      if (isLeaf(node.op()) || (isView(node.op()) && known)) {
        leaves.put(node.output(), node);
      } else {
        node.inputs().forEach(input -> lastUse.put(input, steps.size()));
        made.put(node.output(), steps.size());
        steps.add(node);
      }
    }
    graph.outputs().values().forEach(output -> lastUse.put(output, steps.size()));
  }

  private static boolean isLeaf(Op op) {
    return op instanceof Weight || op instanceof Constant;
  }

  /** Whether the result lies in the operand's memory. */
  static boolean isView(Op op) {
    return op instanceof Reshape
        || op instanceof Permute
        || op instanceof Slice
        || op instanceof Expand;
  }

  /**
   * Sums and batch normalisations that only a ReLU reads. What makes them may write the ReLU's
   * result in their place, for neither's gradient needs what was there.
   */
  static Set<Value> rectified(Graph graph) {
    Map<Value, Node> makers = new HashMap<>();
    Map<Value, Integer> uses = new HashMap<>();
    Set<Value> read = new HashSet<>();
    for (Node node : graph.nodes()) {
      makers.put(node.output(), node);
      node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
      if (node.op() instanceof Unary unary && unary.function() == Unary.Function.RELU) {
        read.add(node.inputs().get(0));
      }
    }
    Collection<Value> outputs = graph.outputs().values();
    read.removeIf(
        value ->
            !keepsNothing(makers.get(value))
                || uses.getOrDefault(value, 0) > 1
                || outputs.contains(value));
    return read;
  }

  private static boolean keepsNothing(@Nullable Node maker) {
    if (maker == null) {
      return false;
    }
    boolean sum = maker.op() instanceof Binary binary && binary.operator() == Binary.Operator.ADD;
    return sum || maker.op() instanceof BatchNorm;
  }

  Graph graph() {
    return graph;
  }

  /** The computed nodes, in order. */
  List<Node> steps() {
    return steps;
  }

  /** Whether a value is a weight, a constant or a view of one. */
  boolean isLeaf(Value value) {
    return leaves.containsKey(value);
  }

  /** The node of a leaf. */
  Node leaf(Value value) {
    Node node = leaves.get(value);
    if (node == null) {
      throw new IllegalStateException(value + " is computed");
    }
    return node;
  }

  /** The step that makes a value; -1 for inputs of the network. */
  int made(Value value) {
    return made.getOrDefault(value, -1);
  }

  /** The last step that reads a value; the number of steps for outputs of the network. */
  int lastUse(Value value) {
    return lastUse.getOrDefault(value, -1);
  }

  /** Whether a value is made before a step and read at it or after it. */
  boolean crosses(Value value, int step) {
    return made(value) < step && lastUse(value) >= step;
  }
}
