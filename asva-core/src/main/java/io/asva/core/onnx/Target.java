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
  /**
   * As {@link #CPU}, but linear layers multiply integers of 8 bits: their weights by a scale for
   * each output channel, what flows in by a scale for each block of rows.
   */
  CPU_INT8,
  /** ONNX Runtime's CUDA provider: its fused operations, weights as they lie in the checkpoint. */
  CUDA;

  /** Whether models are written for ONNX Runtime on a processor. */
  public boolean isProcessor() {
    return this == CPU || this == CPU_INT8;
  }
}
