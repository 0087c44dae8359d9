package io.asva.diffusion.scheduler;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the noise's variance grows over the training steps. */
public enum BetaSchedule {
  /** Evenly from the first to the last beta. */
  @JsonProperty("linear")
  LINEAR,
  /** The square of an even way between the roots, as Stable Diffusion has it. */
  @JsonProperty("scaled_linear")
  SCALED_LINEAR,
  /** So that the signal falls as a squared cosine; betas are at most 0.999. */
  @JsonProperty("squaredcos_cap_v2")
  SQUARED_COSINE
}
