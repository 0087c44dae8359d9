package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * An array repeated along its extents of 1.
 *
 * @param shape the resulting shape
 */
public record Expand(Shape shape) implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    Checks.require(
        new Binary(Binary.Operator.ADD).infer(List.of(inputs.get(0), shape)).equals(shape),
        "%s can't be expanded to %s",
        inputs.get(0),
        shape);
    return shape;
  }
}
