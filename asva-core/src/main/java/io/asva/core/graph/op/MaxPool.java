package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * The largest value of each window over the axes before the channels; what lies outside the array
 * never is. Input: x (..., spatial..., c).
 *
 * @param kernel extents of the window, per spatial axis
 * @param strides per spatial axis
 * @param padding how far windows reach beyond the array on both sides, per spatial axis; at most
 *     half the window
 */
public record MaxPool(List<Integer> kernel, List<Integer> strides, List<Integer> padding)
    implements Op {

  /** Copies the lists. */
  public MaxPool {
    kernel = List.copyOf(kernel);
    strides = List.copyOf(strides);
    padding = List.copyOf(padding);
  }

  /** Square windows over pictures. */
  public static MaxPool square(int kernel, int stride, int padding) {
    return new MaxPool(List.of(kernel, kernel), List.of(stride, stride), List.of(padding, padding));
  }

  @Override
  public Shape infer(List<Shape> inputs) {
    Shape x = inputs.get(0);
    int spatial = kernel.size();
    Checks.require(x.rank() > spatial, "input %s has no %s spatial axes", x, spatial);
    Shape result = x;
    for (int i = 0; i < spatial; i++) {
      int axis = x.rank() - 1 - spatial + i;
      int padded = x.dim(axis) + 2 * padding.get(i);
      Checks.require(
          2 * padding.get(i) <= kernel.get(i),
          "padding %s is more than half the window %s",
          padding,
          kernel);
      Checks.require(
          padded >= kernel.get(i), "window %s is larger than the padded input %s", kernel, padded);
      result = result.with(axis, (padded - kernel.get(i)) / strides.get(i) + 1);
    }
    return result;
  }
}
