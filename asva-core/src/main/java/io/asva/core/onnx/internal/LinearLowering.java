package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Linear;
import java.util.ArrayList;
import java.util.List;

/**
 * Linear layers as Gemm with transB on a 2-D view: the checkpoint's (out, in) matrix stays as it
 * is, where it is.
 */
final class LinearLowering {
  private LinearLowering() {}

  static String lower(Emitter out, Linear op, Node node) {
    Value x = node.inputs().get(0);
    long in = x.dim(-1);
    String rows = x.shape().rank() == 2 ? out.of(x) : out.reshape(out.of(x), -1, in);
    List<String> inputs = new ArrayList<>(List.of(rows));
    node.inputs().subList(1, node.inputs().size()).forEach(value -> inputs.add(out.of(value)));
    String product = out.node("Gemm", inputs, Attribute.of("transB", 1));
    return x.shape().rank() == 2 ? product : out.reshape(product, node.output().shape());
  }
}
