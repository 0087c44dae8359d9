package io.asva.core.training;

/**
 * In which numbers the forward pass is computed. Weights and their updates are single precision.
 */
public enum Precision {
  /** Single precision. */
  FLOAT32,
  /** Half precision where an operation allows it, with scaled gradients; CUDA devices have it. */
  FLOAT16
}
