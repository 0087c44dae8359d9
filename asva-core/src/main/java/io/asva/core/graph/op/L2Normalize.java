package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/** Each row (last axis) divided by its Euclidean norm, which counts as at least 1e-12. */
public record L2Normalize() implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    return inputs.get(0);
  }
}
