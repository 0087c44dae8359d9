package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Linear layers on a 2-D view. As Gemm with transB, the checkpoint's (out, in) matrix stays as it
 * is, where it is.
 */
final class LinearLowering {
  private LinearLowering() {}

  static String lower(Emitter out, Linear op, Node node) {
    String rows = rows(out, node);
    return shaped(out, gemm(out, rows, node), node);
  }

  /** By {@link Int8Product} where that pays. */
  static String quantised(Emitter out, Linear op, Node node) {
    List<Value> inputs = node.inputs();
    String rows = rows(out, node);
    long count = inputs.get(0).shape().elements() / inputs.get(0).dim(-1);
    Optional<Value> bias = inputs.stream().skip(2).findFirst();
    String product =
        Int8Product.of(out, rows, count, inputs.get(1), bias)
            .orElseGet(() -> gemm(out, rows, node));
    return shaped(out, product, node);
  }

  private static String rows(Emitter out, Node node) {
    Value x = node.inputs().get(0);
    return x.shape().rank() == 2 ? out.of(x) : out.reshape(out.of(x), -1, x.dim(-1));
  }

  private static String gemm(Emitter out, String rows, Node node) {
    List<String> inputs = new ArrayList<>(List.of(rows));
    node.inputs().subList(1, node.inputs().size()).forEach(value -> inputs.add(out.of(value)));
    return out.node("Gemm", inputs, Attribute.of("transB", 1));
  }

  private static String shaped(Emitter out, String product, Node node) {
    return node.output().shape().rank() == 2
        ? product
        : out.reshape(product, node.output().shape());
  }
}
