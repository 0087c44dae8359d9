package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * Normalisation of groups of channels over all axes but the first ones. Inputs: x (batch..., ...,
 * c), scale (c), shift (c).
 *
 * @param groups number of groups
 * @param eps added to the variance
 * @param batchAxes how many leading axes have statistics of their own
 */
public record GroupNorm(int groups, float eps, int batchAxes) implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    Shape x = inputs.get(0);
    Checks.require(
        x.dim(-1) % groups == 0, "%s channels can't be split into %s groups", x.dim(-1), groups);
    Checks.optionalVector(inputs, 1, x.dim(-1), "scale");
    Checks.optionalVector(inputs, 2, x.dim(-1), "shift");
    return x;
  }
}
