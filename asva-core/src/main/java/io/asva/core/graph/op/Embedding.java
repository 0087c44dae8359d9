package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/** Rows of a table by number. Inputs: ids (...) of 64-bit integers, table (n, c). */
public record Embedding() implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    int[] ids = inputs.get(0).dims();
    int[] dims = java.util.Arrays.copyOf(ids, ids.length + 1);
    dims[ids.length] = inputs.get(1).dim(1);
    return Shape.of(dims);
  }
}
