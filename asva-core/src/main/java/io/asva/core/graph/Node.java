package io.asva.core.graph;

import io.asva.core.graph.op.Op;
import java.util.List;

/**
 * One operation of a graph.
 *
 * @param op what is computed
 * @param inputs from what, in the operation's own order
 * @param output the result
 */
public record Node(Op op, List<Value> inputs, Value output) {
  /** Copies the list. */
  public Node {
    inputs = List.copyOf(inputs);
  }
}
