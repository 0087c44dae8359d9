package io.asva.training.torchscript;

/** The results of a forward pass that training keeps. */
public enum Recomputation {
  /** Everything that the backward pass needs. */
  NONE,
  /**
   * Keeps the values that cross the borders of a network's segments; those inside are computed
   * again in the backward pass. A third more time and far less memory (gradient checkpointing).
   */
  SEGMENTS
}
