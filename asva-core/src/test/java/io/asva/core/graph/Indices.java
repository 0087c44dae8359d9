package io.asva.core.graph;

import io.asva.core.tensor.Shape;
import java.util.function.Consumer;

/** Positions in arrays, row by row. */
final class Indices {
  private Indices() {}

  /** Calls back with each position in turn; the array is reused. */
  static void forEach(Shape shape, Consumer<int[]> action) {
    int[] index = new int[shape.rank()];
    for (long n = shape.elements(); n > 0; n--) {
      action.accept(index);
      for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.dim(axis); axis--) {
        index[axis] = 0;
      }
    }
  }

  /** The row-major offset of a position. */
  static int offset(Shape shape, int... index) {
    int offset = 0;
    for (int axis = 0; axis < index.length; axis++) {
      offset = offset * shape.dim(axis) + index[axis];
    }
    return offset;
  }
}
