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

  /**
   * An operation with a new value as its result.
   *
   * @param name of the result; unique in its graph
   * @throws IllegalArgumentException if the inputs don't fit the operation
   */
  public static Node of(String name, Op op, List<Value> inputs) {
    Value result =
        new Value(
            name,
            op.infer(inputs.stream().map(Value::shape).toList()),
            op.inferType(inputs.stream().map(Value::type).toList()));
    return new Node(op, inputs, result);
  }
}
