package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.op.Op;

/**
 * Says one kind of operation in ONNX.
 *
 * @param <T> the kind of operation
 */
@FunctionalInterface
interface Lowering<T extends Op> {
  /**
   * Adds what computes a node.
   *
   * @param out where to
   * @param op the node's operation
   * @param node the node, for its inputs and its output's shape
   * @return the name of the tensor that holds the result
   */
  String lower(Emitter out, T op, Node node);
}
