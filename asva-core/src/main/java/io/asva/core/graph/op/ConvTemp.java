package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * The linear layer over time that follows each convolution of AVSyncD's UNet: {@code y_t = x_t + W
 * [x_0 ; x_max(t-1,0) ; x_t] + b}. Inputs: x (batch, frames, ..., c), weight (c, 3c), bias (c).
 */
public record ConvTemp() implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    Shape x = inputs.get(0);
    int c = x.dim(-1);
    Checks.require(
        inputs.get(1).equals(Shape.of(c, 3 * c)),
        "weight must be %s, not %s",
        Shape.of(c, 3 * c),
        inputs.get(1));
    Checks.optionalVector(inputs, 2, c, "bias");
    return x;
  }
}
