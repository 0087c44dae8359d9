package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/** The logarithm of the softmax of each row (last axis): {@code x - log sum exp x}. */
public record LogSoftmax() implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    Shape x = inputs.get(0);
    Checks.require(x.rank() > 0, "input %s has no rows", x);
    return x;
  }
}
