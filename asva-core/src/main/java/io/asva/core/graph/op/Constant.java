package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import java.util.List;

/**
 * An array that belongs to the description: a table of frequencies, a mask. No inputs.
 *
 * @param tensor the array
 */
public record Constant(Tensor tensor) implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    return tensor.shape();
  }
}
