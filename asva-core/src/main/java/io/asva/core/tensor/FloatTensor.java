package io.asva.core.tensor;

/**
 * A tensor of single precision numbers.
 *
 * @param shape the extents
 * @param values the elements in row-major order, not copied
 */
@SuppressWarnings(
    "ArrayRecordComponent") // a view over an array is what it is; equality is by identity of the
// array
public record FloatTensor(Shape shape, float[] values) implements Tensor {

  /**
   * Checks that the array has as many elements as the shape.
   *
   * @throws IllegalArgumentException if it has not
   */
  public FloatTensor {
    if (shape.elements() != values.length) {
      throw new IllegalArgumentException(
          "shape " + shape + " needs " + shape.elements() + " values, not " + values.length);
    }
  }

  /** A tensor of zeros. */
  public static FloatTensor zeros(int... dims) {
    Shape shape = Shape.of(dims);
    return new FloatTensor(shape, new float[Math.toIntExact(shape.elements())]);
  }

  /** A tensor over an array, which is not copied. */
  public static FloatTensor of(float[] values, int... dims) {
    return new FloatTensor(Shape.of(dims), values);
  }

  /** The same elements under another shape of as many. */
  public FloatTensor reshape(int... dims) {
    return new FloatTensor(Shape.of(dims), values);
  }

  @Override
  public ElementType type() {
    return ElementType.F32;
  }

  @Override
  public double valueAt(int index) {
    return values[index];
  }
}
