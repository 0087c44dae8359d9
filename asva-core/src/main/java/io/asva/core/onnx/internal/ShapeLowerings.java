package io.asva.core.onnx.internal;

import io.asva.core.graph.GraphException;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Concat;
import io.asva.core.graph.op.Embedding;
import io.asva.core.graph.op.Expand;
import io.asva.core.graph.op.Gather;
import io.asva.core.graph.op.Mean;
import io.asva.core.graph.op.Permute;
import io.asva.core.graph.op.Slice;
import io.asva.core.graph.op.UpsampleNearest;
import io.asva.core.tensor.Shape;
import java.util.List;

/** Operations that move elements, and the mean. */
final class ShapeLowerings {
  private ShapeLowerings() {}

  static String permute(Emitter out, Permute op, Node node) {
    return out.node("Transpose", List.of(x(out, node)), Attribute.of("perm", op.axes()));
  }

  static String concat(Emitter out, Concat op, Node node) {
    return out.node(
        "Concat", node.inputs().stream().map(out::of).toList(), Attribute.of("axis", op.axis()));
  }

  static String slice(Emitter out, Slice op, Node node) {
    return out.node(
        "Slice",
        List.of(x(out, node), out.longs(op.start()), out.longs(op.stop()), out.longs(op.axis())));
  }

  static String gather(Emitter out, Gather op, Node node) {
    long[] positions = op.positions().stream().mapToLong(Integer::longValue).toArray();
    return out.node(
        "Gather", List.of(x(out, node), out.longs(positions)), Attribute.of("axis", op.axis()));
  }

  static String embedding(Emitter out, Embedding op, Node node) {
    return out.node(
        "Gather", List.of(out.of(node.inputs().get(1)), x(out, node)), Attribute.of("axis", 0));
  }

  static String expand(Emitter out, Expand op, Node node) {
    Shape from = node.inputs().get(0).shape();
    for (int i = 1; i <= op.shape().rank(); i++) {
      if (out.isFree(op.shape().dim(-i)) && (i > from.rank() || from.dim(-i) == 1)) {
        throw new GraphException(
            node.output() + " is repeated for each element of the batch: it can't be any batch.");
      }
    }
    return out.expand(x(out, node), op.shape().longs());
  }

  /**
   * Doubles an image by putting it beside itself twice: plain copies of rows, where Resize would
   * compute positions.
   */
  static String upsample(Emitter out, UpsampleNearest op, Node node) {
    Value x = node.inputs().get(0);
    Shape shape = ConvLowering.batched(x.shape(), 2);
    int rows = shape.dim(0) * shape.dim(1);
    int row = shape.dim(2) * shape.dim(3);
    String pixels = out.reshape(out.of(x), (long) rows * shape.dim(2), shape.dim(3));
    String wide =
        out.reshape(
            out.node("Concat", List.of(pixels, pixels), Attribute.of("axis", 1)), rows, 2L * row);
    return out.reshape(
        out.node("Concat", List.of(wide, wide), Attribute.of("axis", 1)), node.output().shape());
  }

  static String mean(Emitter out, Mean op, Node node) {
    if (op.axes().isEmpty()) {
      return x(out, node); // to ONNX no axes mean all of them
    }
    long[] axes = op.axes().stream().mapToLong(Integer::longValue).toArray();
    return out.node(
        "ReduceMean", List.of(x(out, node), out.longs(axes)), Attribute.of("keepdims", 0));
  }

  private static String x(Emitter out, Node node) {
    return out.of(node.inputs().get(0));
  }
}
