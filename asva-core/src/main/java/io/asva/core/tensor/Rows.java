package io.asva.core.tensor;

import java.util.List;

/** Tensors cut and joined along their first axis. */
public final class Rows {
  private Rows() {}

  /**
   * A copy of one row, with a first axis of 1.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public static FloatTensor row(FloatTensor tensor, int row) {
    int length = length(tensor.shape(), row);
    float[] values = new float[length];
    System.arraycopy(tensor.values(), row * length, values, 0, length);
    return new FloatTensor(tensor.shape().with(0, 1), values);
  }

  /**
   * A copy of one row, with a first axis of 1.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public static LongTensor row(LongTensor tensor, int row) {
    int length = length(tensor.shape(), row);
    long[] values = new long[length];
    System.arraycopy(tensor.values(), row * length, values, 0, length);
    return new LongTensor(tensor.shape().with(0, 1), values);
  }

  /**
   * Tensors one after another.
   *
   * @param parts at least one, alike but for the first axis
   * @throws IllegalArgumentException if they are not
   */
  public static FloatTensor concat(List<FloatTensor> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("no tensors to join");
    }
    Shape first = parts.get(0).shape();
    int rows = 0;
    int length = 0;
    for (FloatTensor part : parts) {
      if (!part.shape().with(0, 1).equals(first.with(0, 1))) {
        throw new IllegalArgumentException("can't join " + first + " and " + part.shape());
      }
      rows = Math.addExact(rows, part.shape().dim(0));
      length = Math.addExact(length, part.values().length);
    }
    float[] values = new float[length];
    int at = 0;
    for (FloatTensor part : parts) {
      System.arraycopy(part.values(), 0, values, at, part.values().length);
      at += part.values().length;
    }
    return new FloatTensor(first.with(0, rows), values);
  }

  private static int length(Shape shape, int row) {
    if (row < 0 || row >= shape.dim(0)) {
      throw new IndexOutOfBoundsException("row " + row + " of shape " + shape);
    }
    return Math.toIntExact(shape.elements(1, shape.rank()));
  }
}
