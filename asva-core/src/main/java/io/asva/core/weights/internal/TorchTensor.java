package io.asva.core.weights.internal;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * A tensor as torch pickles it: a view of a storage.
 *
 * @param storage where its elements are
 * @param type of its elements; differs from the storage's when that is untyped
 * @param offset of the first element, in elements of {@code type}
 * @param shape extents
 * @param strides steps between neighbours along each axis, in elements
 */
record TorchTensor(
    TorchStorage storage, ElementType type, long offset, Shape shape, List<Long> strides) {

  /** A dtype as a value, {@code torch.float32}. */
  record Dtype(ElementType elements) {}

  /** Number of elements from the first to the last that the view touches; 0 when it is empty. */
  long span() {
    long last = 0;
    for (int i = 0; i < shape.rank(); i++) {
      if (shape.dim(i) == 0) {
        return 0;
      }
      last = Math.addExact(last, Math.multiplyExact((long) shape.dim(i) - 1, strides.get(i)));
    }
    return Math.addExact(last, 1);
  }

  /** Whether the elements lie row-major without gaps. */
  boolean isContiguous() {
    long expected = 1;
    for (int i = shape.rank() - 1; i >= 0; i--) {
      if (shape.dim(i) != 1 && strides.get(i) != expected) {
        return shape.elements() == 0;
      }
      expected *= shape.dim(i);
    }
    return true;
  }
}
