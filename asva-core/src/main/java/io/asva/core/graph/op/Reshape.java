package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * The same elements under another shape.
 *
 * @param shape that shape
 */
public record Reshape(Shape shape) implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    Checks.require(
        inputs.get(0).elements() == shape.elements(),
        "%s has not as many elements as %s",
        inputs.get(0),
        shape);
    return shape;
  }
}
