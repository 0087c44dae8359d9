package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/** Each pixel of an image (..., h, w, c) repeated twice along both axes. */
public record UpsampleNearest() implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    Shape x = inputs.get(0);
    return x.with(-3, 2 * x.dim(-3)).with(-2, 2 * x.dim(-2));
  }
}
