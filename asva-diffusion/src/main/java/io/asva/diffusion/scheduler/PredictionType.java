package io.asva.diffusion.scheduler;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The quantity that a network predicts. */
public enum PredictionType {
  /** The noise in the sample. */
  @JsonProperty("epsilon")
  EPSILON,
  /** The sample without noise. */
  @JsonProperty("sample")
  SAMPLE,
  /** The velocity: the noise's share of the noise less that of the sample. */
  @JsonProperty("v_prediction")
  VELOCITY
}
