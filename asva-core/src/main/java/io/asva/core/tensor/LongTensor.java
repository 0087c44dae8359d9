package io.asva.core.tensor;

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

  @Override
  public ElementType type() {
    return ElementType.I64;
  }

  @Override
  public double valueAt(int index) {
    return values[index];
  }
}
