package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/** The shape of what pooling makes. */
final class Windows {
  private Windows() {}

  /** One element for each window over the axes before the channels. */
  static Shape infer(Shape x, List<Integer> kernel, List<Integer> strides, List<Integer> padding) {
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
