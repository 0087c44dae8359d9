package io.asva.core.torchscript;

/** What training keeps of a forward pass. */
public enum Recomputation {
  /** Everything that the backward pass needs. */
  NONE,
  /**
   * What crosses the borders of a network's segments; what is inside them is computed again in the
   * backward pass. A third more time and far less memory (gradient checkpointing).
   */
  SEGMENTS
}
