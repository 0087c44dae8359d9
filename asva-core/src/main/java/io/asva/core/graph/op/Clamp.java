package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * Each element moved into a range.
 *
 * @param min the least result
 * @param max the greatest result
 */
public record Clamp(float min, float max) implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    return inputs.get(0);
  }
}
