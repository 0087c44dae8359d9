package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * A convolution over the axes before the channels. Inputs: x (..., spatial..., in), weight (out,
 * in, kernel...), and if there is one, bias (out).
 *
 * @param strides per spatial axis
 * @param before zeros added before each spatial axis
 * @param after zeros added after each spatial axis
 */
public record Conv(List<Integer> strides, List<Integer> before, List<Integer> after) implements Op {

  /** Copies the lists. */
  public Conv {
    strides = List.copyOf(strides);
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** A convolution over images with the same stride and padding on both axes and sides. */
  public static Conv square(int stride, int padding) {
    return padded(List.of(stride, stride), List.of(padding, padding));
  }

  /** A convolution with the same padding on both sides of each axis. */
  public static Conv padded(List<Integer> strides, List<Integer> padding) {
    return new Conv(strides, padding, padding);
  }

  @Override
  public Shape infer(List<Shape> inputs) {
    Shape x = inputs.get(0);
    Shape weight = inputs.get(1);
    int spatial = strides.size();
    Checks.require(
        weight.rank() == spatial + 2,
        "weight must have %s dimensions, not %s",
        spatial + 2,
        weight);
    Checks.require(x.rank() > spatial, "input %s has no %s spatial axes", x, spatial);
    Checks.require(
        x.dim(-1) == weight.dim(1),
        "input has %s channels, weight %s takes %s",
        x.dim(-1),
        weight,
        weight.dim(1));
    Checks.optionalVector(inputs, 2, weight.dim(0), "bias");
    Shape result = x.with(-1, weight.dim(0));
    for (int i = 0; i < spatial; i++) {
      int axis = x.rank() - 1 - spatial + i;
      int padded = x.dim(axis) + before.get(i) + after.get(i);
      Checks.require(
          padded >= weight.dim(2 + i),
          "kernel %s is larger than the padded input %s",
          weight,
          padded);
      result = result.with(axis, (padded - weight.dim(2 + i)) / strides.get(i) + 1);
    }
    return result;
  }
}
