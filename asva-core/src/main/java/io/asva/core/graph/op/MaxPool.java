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

  /** Square windows over images. */
  public static MaxPool square(int kernel, int stride, int padding) {
    return new MaxPool(List.of(kernel, kernel), List.of(stride, stride), List.of(padding, padding));
  }

  @Override
  public Shape infer(List<Shape> inputs) {
    return Windows.infer(inputs.get(0), kernel, strides, padding);
  }
}
