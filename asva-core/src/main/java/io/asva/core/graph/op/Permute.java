package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * The axes in another order.
 *
 * @param axes for each axis of the result, the axis of the input
 */
public record Permute(List<Integer> axes) implements Op {

  /** Copies the list. */
  public Permute {
    axes = List.copyOf(axes);
  }

  @Override
  public Shape infer(List<Shape> inputs) {
    int[] dims = new int[axes.size()];
    Checks.require(
        axes.size() == inputs.get(0).rank(), "%s axes for %s", axes.size(), inputs.get(0));
    for (int i = 0; i < dims.length; i++) {
      dims[i] = inputs.get(0).dim(axes.get(i));
    }
    return Shape.of(dims);
  }
}
