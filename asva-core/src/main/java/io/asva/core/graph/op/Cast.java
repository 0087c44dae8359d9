package io.asva.core.graph.op;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * The same numbers as another type of elements, rounded where need be.
 *
 * @param type the type of the result
 */
public record Cast(ElementType type) implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    return inputs.get(0);
  }
}
