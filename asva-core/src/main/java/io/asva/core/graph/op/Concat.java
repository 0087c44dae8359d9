package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * Arrays one after another along an axis.
 *
 * @param axis the axis, counted from the front
 */
public record Concat(int axis) implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    int extent = 0;
    for (Shape input : inputs) {
      Checks.require(
          input.with(axis, 1).equals(inputs.get(0).with(axis, 1)),
          "shapes %s and %s don't fit along axis %s",
          inputs.get(0),
          input,
          axis);
      extent += input.dim(axis);
    }
    return inputs.get(0).with(axis, extent);
  }
}
