package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * A range along an axis.
 *
 * @param axis the axis, counted from the front
 * @param start the first position taken
 * @param stop the first position no longer taken
 */
public record Slice(int axis, int start, int stop) implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    Checks.require(
        0 <= start && start < stop && stop <= inputs.get(0).dim(axis),
        "range %s to %s of axis %s of %s",
        start,
        stop,
        axis,
        inputs.get(0));
    return inputs.get(0).with(axis, stop - start);
  }
}
