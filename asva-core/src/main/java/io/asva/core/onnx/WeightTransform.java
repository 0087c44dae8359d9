package io.asva.core.onnx;

import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;

/** Computes a derived weight. Implementations are stateless and may run on many threads. */
public interface WeightTransform {
  /** The name of the checkpoint's tensor that it is computed from. */
  String weight();

  /**
   * Says what is computed, with all numbers that it depends on. Results are kept under it from one
   * start to the next: whoever changes what {@link #compute} gives by a single bit changes this
   * text.
   */
  String formula();

  /**
   * Computes the elements.
   *
   * @param weights the checkpoint
   * @param target where they go, row-major in the processor's own byte order, of the derived
   *     weight's size; every element is written
   */
  void compute(Weights weights, ByteBuffer target);
}
