package io.asva.core.onnx;

import io.asva.core.weights.Weights;
import java.nio.FloatBuffer;

/** Computes a derived weight. Implementations are stateless and may run on many threads. */
@FunctionalInterface
public interface WeightTransform {
  /**
   * Computes the elements.
   *
   * @param weights the checkpoint
   * @param target where they go, row-major, of the derived weight's size; every element is written
   */
  void compute(Weights weights, FloatBuffer target);
}
