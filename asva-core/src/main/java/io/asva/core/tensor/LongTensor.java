package io.asva.core.tensor;

import java.util.Arrays;

/**
 * A tensor of 64-bit integers.
 *
 * @param shape the extents
 * @param values the elements in row-major order, not copied
 */
@SuppressWarnings(
    "ArrayRecordComponent") // a view over an array is what it is; equality is by identity of the
// array
public record LongTensor(Shape shape, long[] values) implements Tensor {

  /**
   * Checks that the array has as many elements as the shape.
   *
   * @throws IllegalArgumentException if it has not
   */
  public LongTensor {
    if (shape.elements() != values.length) {
      throw new IllegalArgumentException(
          "shape " + shape + " needs " + shape.elements() + " values, not " + values.length);
    }
  }

  /** A tensor of zeros. */
  public static LongTensor zeros(int... dims) {
    Shape shape = Shape.of(dims);
    return new LongTensor(shape, new long[Math.toIntExact(shape.elements())]);
  }

  /** A tensor over an array, which is not copied. */
  public static LongTensor of(long[] values, int... dims) {
    return new LongTensor(Shape.of(dims), values);
  }

  /** The same elements under another shape of as many. */
  public LongTensor reshape(int... dims) {
    return new LongTensor(Shape.of(dims), values);
  }

  /**
   * Copies one row; the result keeps the first axis, with an extent of 1.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public LongTensor row(int row) {
    if (row < 0 || row >= shape.dim(0)) {
      throw new IndexOutOfBoundsException("row " + row + " of shape " + shape);
    }
    int length = Math.toIntExact(shape.elements(1, shape.rank()));
    long[] copy = Arrays.copyOfRange(values, row * length, (row + 1) * length);
    return new LongTensor(shape.with(0, 1), copy);
  }

  @Override
  public ElementType type() {
    return ElementType.I64;
  }

  @Override
  public double valueAt(int index) {
    return values[index];
  }
}
