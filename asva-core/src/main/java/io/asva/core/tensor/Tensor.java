package io.asva.core.tensor;

/**
 * An array with a shape, in row-major order, on the Java heap.
 *
 * <p>A tensor does not copy the array it is given, and hands out the same array: whoever makes one
 * no longer writes to it.
 */
public sealed interface Tensor permits FloatTensor, LongTensor, ByteTensor {
  /** The extents. */
  Shape shape();

  /** The type of the elements. */
  ElementType type();

  /** The element at a row-major position, as a double; bytes are unsigned. */
  double valueAt(int index);
}
