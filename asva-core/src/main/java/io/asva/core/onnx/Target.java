package io.asva.core.onnx;

/** For whom a model is written, which decides the operations that are used. */
public enum Target {
  /** Any ONNX runtime: standard operations, weights as they lie in the checkpoint. */
  PORTABLE,
  /**
   * ONNX Runtime on a processor: its fused operations, and weights transformed when the session
   * opens where that is faster.
   */
  CPU,
  /** ONNX Runtime's CUDA provider: its fused operations, weights as they lie in the checkpoint. */
  CUDA
}
