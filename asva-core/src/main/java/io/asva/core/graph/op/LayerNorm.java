package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * Normalisation over the last axis. Inputs: x (..., c), and scale (c), shift (c), or neither.
 *
 * @param eps added to the variance
 */
public record LayerNorm(float eps) implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    Checks.optionalVector(inputs, 1, inputs.get(0).dim(-1), "scale");
    Checks.optionalVector(inputs, 2, inputs.get(0).dim(-1), "shift");
    return inputs.get(0);
  }
}
