package io.asva.core.tensor;

/**
 * A tensor of unsigned bytes.
 *
 * @param shape the extents
 * @param values the elements in row-major order, not copied
 */
@SuppressWarnings(
    "ArrayRecordComponent") // a view over an array is what it is; equality is by identity of the
// array
public record ByteTensor(Shape shape, byte[] values) implements Tensor {

  /**
   * Checks that the array has as many elements as the shape.
   *
   * @throws IllegalArgumentException if it has not
   */
  public ByteTensor {
    if (shape.elements() != values.length) {
      throw new IllegalArgumentException(
          "shape " + shape + " needs " + shape.elements() + " values, not " + values.length);
    }
  }

  /** A tensor of zeros. */
  public static ByteTensor zeros(int... dims) {
    Shape shape = Shape.of(dims);
    return new ByteTensor(shape, new byte[Math.toIntExact(shape.elements())]);
  }

  /** A tensor over an array, which is not copied. */
  public static ByteTensor of(byte[] values, int... dims) {
    return new ByteTensor(Shape.of(dims), values);
  }

  /** The same elements under another shape of as many. */
  public ByteTensor reshape(int... dims) {
    return new ByteTensor(Shape.of(dims), values);
  }

  @Override
  public ElementType type() {
    return ElementType.U8;
  }

  @Override
  public double valueAt(int index) {
    return values[index] & 0xFF;
  }
}
