package io.asva.diffusion.scheduler;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The noise that is left after the last step. */
public enum FinalSigma {
  /** None. */
  @JsonProperty("zero")
  ZERO,
  /** The sigma of the first training step. */
  @JsonProperty("sigma_min")
  SIGMA_MIN
}
