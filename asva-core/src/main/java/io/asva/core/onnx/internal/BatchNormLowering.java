package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.op.BatchNorm;
import java.util.List;

/**
 * Batch normalisation by running statistics, channels last: one factor and one summand a channel,
 * which depend on weights alone, so that ONNX Runtime computes them when the session opens.
 */
final class BatchNormLowering {
  private BatchNormLowering() {}

  static String lower(Emitter out, BatchNorm op, Node node) {
    List<String> in = node.inputs().stream().map(out::of).toList();
    String variance = out.node("Add", List.of(in.get(4), out.scalar(op.eps())));
    String factor = out.node("Div", List.of(in.get(1), out.node("Sqrt", List.of(variance))));
    String moved = out.node("Mul", List.of(in.get(3), factor));
    String summand = out.node("Sub", List.of(in.get(2), moved));
    return out.node("Add", List.of(out.node("Mul", List.of(in.get(0), factor)), summand));
  }
}
