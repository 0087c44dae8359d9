package io.asva.core.onnx;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;

/**
 * A tensor that a model needs but the checkpoint does not hold: computed from the checkpoint's when
 * a session opens, because it makes every evaluation faster.
 *
 * @param name its name in the model
 * @param type the type of its elements
 * @param shape its extents
 * @param transform how to compute it
 */
public record DerivedWeight(String name, ElementType type, Shape shape, WeightTransform transform) {

  /** Bytes of all elements. */
  public long bytes() {
    return shape.elements() * type.bytes();
  }
}
