package io.asva.core.graph;

/** How often an input of a network changes while one clip is made. */
public enum Rate {
  /** Once a clip: text, audio. */
  CLIP,
  /** At every denoising step: the sample, the timestep. */
  STEP
}
