package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.ConvTemp;
import io.asva.core.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/** The linear layer over time after a convolution. */
final class ConvTempLowering {
  private ConvTempLowering() {}

  /**
   * As it is defined: one matrix product over the first, the previous and the present frame side by
   * side.
   */
  static String concatenated(Emitter out, ConvTemp op, Node node) {
    Value x = node.inputs().get(0);
    int frames = x.dim(1);
    long c = x.dim(-1);
    String first =
        out.node(
            "Gather", List.of(out.of(x), out.longs(new long[frames])), Attribute.of("axis", 1));
    long[] before = IntStream.range(0, frames).mapToLong(t -> Math.max(t - 1, 0)).toArray();
    String previous =
        out.node("Gather", List.of(out.of(x), out.longs(before)), Attribute.of("axis", 1));
    String all = out.node("Concat", List.of(first, previous, out.of(x)), Attribute.of("axis", -1));
    String rows = out.reshape(all, -1, 3 * c);
    String mixed =
        out.node(
            "Gemm",
            List.of(rows, out.of(node.inputs().get(1)), out.of(node.inputs().get(2))),
            Attribute.of("transB", 1));
    Shape shape = node.output().shape();
    return out.node("Add", List.of(out.of(x), out.reshape(mixed, shape)));
  }
}
