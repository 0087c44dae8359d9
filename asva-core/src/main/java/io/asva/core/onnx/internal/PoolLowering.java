package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.AveragePool;
import io.asva.core.graph.op.MaxPool;
import io.asva.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Pooling by ONNX's operations, which want channels first: two transpositions around it. */
final class PoolLowering {
  private PoolLowering() {}

  static String max(Emitter out, MaxPool op, Node node) {
    return pool(out, "MaxPool", node, op.kernel(), op.strides(), op.padding());
  }

  static String average(Emitter out, AveragePool op, Node node) {
    return pool(out, "AveragePool", node, op.kernel(), op.strides(), op.padding());
  }

  private static String pool(
      Emitter out,
      String operation,
      Node node,
      List<Integer> kernel,
      List<Integer> strides,
      List<Integer> padding) {
    Value x = node.inputs().get(0);
    int spatial = kernel.size();
    Shape batched = ConvLowering.batched(x.shape(), spatial);
    List<Integer> toFront = new ArrayList<>(List.of(0, spatial + 1));
    List<Integer> toBack = new ArrayList<>(List.of(0));
    for (int i = 1; i <= spatial; i++) {
      toFront.add(i);
      toBack.add(i + 1);
    }
    toBack.add(1);
    List<Integer> pads = new ArrayList<>(padding);
    pads.addAll(padding);
    String images = batched.equals(x.shape()) ? out.of(x) : out.reshape(out.of(x), batched);
    String pooled =
        out.node(
            operation,
            List.of(out.node("Transpose", List.of(images), Attribute.of("perm", toFront))),
            Attribute.of("kernel_shape", kernel),
            Attribute.of("strides", strides),
            Attribute.of("pads", pads));
    String result = out.node("Transpose", List.of(pooled), Attribute.of("perm", toBack));
    return batched.equals(x.shape()) ? result : out.reshape(result, node.output().shape());
  }
}
