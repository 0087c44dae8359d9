package io.asva.training.torchscript;

import static io.asva.training.torchscript.Source.call;

import io.asva.core.graph.Node;
import io.asva.core.tensor.Shape;

/**
 * The place at which an operation is written.
 *
 * @param node the operation and its operands
 * @param body where statements go
 */
record Site(Node node, MethodBody body) {

  /** The expression for an operand. */
  String in(int position) {
    return body.expression(node.inputs().get(position));
  }

  /** The expression for an operand, or {@code None} where there is none at this position. */
  String inOrNone(int position) {
    return position < node.inputs().size() ? in(position) : "None";
  }

  Shape shape(int position) {
    return node.inputs().get(position).shape();
  }

  Shape result() {
    return node.output().shape();
  }

  /** A result whose memory nothing else reads: where a ReLU comes next, it is done in place. */
  String fresh(String expression) {
    return body.isRectified(node.output()) ? call("relu_", expression) : expression;
  }

  /** Whether the expression for the first operand is its ReLU already. */
  boolean isRectified() {
    return body.isRectified(node.inputs().get(0));
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
