package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Convolutions by ONNX's Conv, which wants channels first: two transpositions around it. */
final class ConvLowering {
  private ConvLowering() {}

  static String lower(Emitter out, Conv op, Node node) {
    Value x = node.inputs().get(0);
    Value weight = node.inputs().get(1);
    if (isPointwise(op, weight)) {
      return pointwise(out, node);
    }
    int spatial = op.strides().size();
    Shape batched = batched(x.shape(), spatial);
    List<Integer> toFront = new ArrayList<>(List.of(0, spatial + 1));
    List<Integer> toBack = new ArrayList<>(List.of(0));
    for (int i = 1; i <= spatial; i++) {
      toFront.add(i);
      toBack.add(i + 1);
    }
    toBack.add(1);
    List<Integer> pads = new ArrayList<>(op.before());
    pads.addAll(op.after());
    List<String> inputs =
        new ArrayList<>(
            List.of(
                out.node(
                    "Transpose",
                    List.of(out.reshape(out.of(x), batched)),
                    Attribute.of("perm", toFront))));
    node.inputs().subList(1, node.inputs().size()).forEach(value -> inputs.add(out.of(value)));
    String result =
        out.node("Conv", inputs, Attribute.of("strides", op.strides()), Attribute.of("pads", pads));
    return out.reshape(
        out.node("Transpose", List.of(result), Attribute.of("perm", toBack)),
        node.output().shape());
  }

  /** As {@link ConvPlan} chooses. */
  static String planned(Emitter out, Conv op, Node node) {
    Optional<Weight> weight = out.weightOf(node.inputs().get(1));
    Optional<CookToom> scheme = weight.flatMap(w -> ConvPlan.winograd(op, node));
    return scheme.isPresent() && weight.isPresent()
        ? Winograd.lower(out, scheme.get(), op, node, weight.get())
        : lower(out, op, node);
  }

  /** All axes before the spatial ones as one. */
  static Shape batched(Shape x, int spatial) {
    int[] dims = new int[spatial + 2];
    int lead = x.rank() - spatial - 1;
    dims[0] = Math.toIntExact(x.elements(0, lead));
    for (int i = 0; i <= spatial; i++) {
      dims[1 + i] = x.dim(lead + i);
    }
    return Shape.of(dims);
  }

  private static boolean isPointwise(Conv op, Value weight) {
    return weight.shape().elements(2, weight.shape().rank()) == 1
        && op.strides().stream().allMatch(s -> s == 1)
        && op.before().stream().allMatch(p -> p == 0)
        && op.after().stream().allMatch(p -> p == 0);
  }

  /** A kernel of one pixel is a linear layer. */
  private static String pointwise(Emitter out, Node node) {
    Value x = node.inputs().get(0);
    Value weight = node.inputs().get(1);
    List<String> inputs = new ArrayList<>();
    inputs.add(out.reshape(out.of(x), -1, x.dim(-1)));
    inputs.add(out.reshape(out.of(weight), weight.dim(0), weight.dim(1)));
    node.inputs().subList(2, node.inputs().size()).forEach(value -> inputs.add(out.of(value)));
    return out.reshape(out.node("Gemm", inputs, Attribute.of("transB", 1)), node.output().shape());
  }
}
