package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.L2Normalize;
import io.asva.core.graph.op.LayerNorm;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** Normalisations. */
final class NormLowerings {
  private static final float SMALLEST_NORM = 1e-12f; // torch.nn.functional.normalize

  private NormLowerings() {}

  /**
   * Group normalisation with channels last: the statistics of each channel, joined to those of its
   * group, give one factor and one summand a channel, so that the picture itself is read three
   * times and never transposed.
   */
  static String group(Emitter out, GroupNorm op, Node node) {
    Value x = node.inputs().get(0);
    Shape shape = x.shape();
    int c = shape.dim(-1);
    long batch = shape.elements(0, op.batchAxes());
    long perGroup = c / op.groups();
    String flat = out.reshape(out.of(x), batch, -1, c);
    String mean = groupMean(out, flat, batch, op.groups(), perGroup);
    String meanOfSquares =
        groupMean(out, out.node("Mul", List.of(flat, flat)), batch, op.groups(), perGroup);
    String variance = out.node("Sub", List.of(meanOfSquares, out.node("Mul", List.of(mean, mean))));
    String positive = out.node("Max", List.of(variance, out.scalar(0)));
    String deviation =
        out.node("Sqrt", List.of(out.node("Add", List.of(positive, out.scalar(op.eps())))));
    String scale = perGroup(out, node, 1, op.groups());
    String shift = perGroup(out, node, 2, op.groups());
    String factor = out.node("Div", List.of(scale, deviation));
    String summand = out.node("Sub", List.of(shift, out.node("Mul", List.of(mean, factor))));
    String scaled = out.node("Mul", List.of(flat, out.reshape(factor, batch, 1, c)));
    String result = out.node("Add", List.of(scaled, out.reshape(summand, batch, 1, c)));
    return out.reshape(result, shape);
  }

  /** A weight (c) as (1, groups, c / groups); ones for a scale, zeros for a shift not given. */
  private static String perGroup(Emitter out, Node node, int input, long groups) {
    int c = node.output().dim(-1);
    if (node.inputs().size() <= input) {
      float[] values = new float[c];
      Arrays.fill(values, input == 1 ? 1 : 0);
      return out.reshape(out.constant(FloatTensor.of(values, c)), 1, groups, c / groups);
    }
    return out.reshape(out.of(node.inputs().get(input)), 1, groups, c / groups);
  }

  /** (batch, places, c) to (batch, groups, 1). */
  private static String groupMean(
      Emitter out, String flat, long batch, long groups, long perGroup) {
    String channels =
        out.node("ReduceMean", List.of(flat, out.longs(1)), Attribute.of("keepdims", 0));
    return out.node(
        "ReduceMean",
        List.of(out.reshape(channels, batch, groups, perGroup), out.longs(2)),
        Attribute.of("keepdims", 1));
  }

  static String layer(Emitter out, LayerNorm op, Node node) {
    Value x = node.inputs().get(0);
    String scale = node.inputs().size() > 1 ? out.of(node.inputs().get(1)) : ones(out, x.dim(-1));
    List<String> inputs =
        node.inputs().size() > 2
            ? List.of(out.of(x), scale, out.of(node.inputs().get(2)))
            : List.of(out.of(x), scale);
    return out.node(
        "LayerNormalization", inputs, Attribute.of("axis", -1), Attribute.of("epsilon", op.eps()));
  }

  private static String ones(Emitter out, int n) {
    float[] values = new float[n];
    Arrays.fill(values, 1);
    return out.constant(FloatTensor.of(values, n));
  }

  static String l2(Emitter out, L2Normalize op, Node node) {
    String x = out.of(node.inputs().get(0));
    String norm = out.node("ReduceL2", List.of(x, out.longs(-1)), Attribute.of("keepdims", 1));
    return out.node("Div", List.of(x, out.node("Max", List.of(norm, out.scalar(SMALLEST_NORM)))));
  }
}
