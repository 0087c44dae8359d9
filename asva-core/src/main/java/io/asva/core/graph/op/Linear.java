package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * A matrix product over the last axis, {@code x W^T + b}. Inputs: x (..., in), weight (out, in),
 * and if there is one, bias (out).
 */
public record Linear() implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    Shape weight = inputs.get(1);
    Checks.require(weight.rank() == 2, "weight must be a matrix, not %s", weight);
    Checks.require(
        inputs.get(0).dim(-1) == weight.dim(1),
        "input has %s channels, weight %s takes %s",
        inputs.get(0).dim(-1),
        weight,
        weight.dim(1));
    Checks.optionalVector(inputs, 2, weight.dim(0), "bias");
    return inputs.get(0).with(-1, weight.dim(0));
  }
}
