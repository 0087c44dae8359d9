package io.asva.core.onnx;

import io.asva.core.tensor.Shape;

/**
 * A tensor that a model needs but the checkpoint does not hold: computed from the checkpoint's when
 * a session opens, because it makes every evaluation faster.
 *
 * @param name its name in the model
 * @param shape its extents
 * @param transform how to compute it
 */
public record DerivedWeight(String name, Shape shape, WeightTransform transform) {}
