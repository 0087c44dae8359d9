package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * A function of two elements; extents of 1, and missing leading ones, are repeated as needed.
 *
 * @param operator which one
 */
public record Binary(Operator operator) implements Op {

  /** Functions of two numbers. */
  public enum Operator {
    /** The sum. */
    ADD,
    /** The first less the second. */
    SUB,
    /** The product. */
    MUL,
    /** The first divided by the second. */
    DIV
  }

  @Override
  public Shape infer(List<Shape> inputs) {
    Shape a = inputs.get(0);
    Shape b = inputs.get(1);
    int rank = Math.max(a.rank(), b.rank());
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      int x = i < rank - a.rank() ? 1 : a.dim(i - rank + a.rank());
      int y = i < rank - b.rank() ? 1 : b.dim(i - rank + b.rank());
      Checks.require(x == y || x == 1 || y == 1, "shapes %s and %s don't fit", a, b);
      dims[i] = x == 1 ? y : x;
    }
    return Shape.of(dims);
  }
}
