package io.asva.core.torchscript;

import io.asva.core.graph.Node;
import io.asva.core.tensor.Shape;

/**
 * The place at which an operation is written.
 *
 * @param node the operation and its operands
 * @param body where statements go
 */
record Site(Node node, MethodBody body) {

  /** What stands for an operand. */
  String in(int position) {
    return body.expression(node.inputs().get(position));
  }

  /** What stands for an operand, or {@code None} where there is none at this position. */
  String inOrNone(int position) {
    return position < node.inputs().size() ? in(position) : "None";
  }

  Shape shape(int position) {
    return node.inputs().get(position).shape();
  }

  Shape result() {
    return node.output().shape();
  }

  /** Names an intermediate result. */
  String let(String expression) {
    return body.let(expression);
  }

  /** Names a call. */
  String let(String function, Object... arguments) {
    return let(Source.call(function, arguments));
  }
}
