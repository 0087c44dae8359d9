package io.asva.diffusion.scheduler;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of the training steps are used. */
public enum TimestepSpacing {
  /** Every n-th from the first on, shifted by the offset. */
  @JsonProperty("leading")
  LEADING,
  /** Evenly spread, the last one included. */
  @JsonProperty("linspace")
  LINSPACE,
  /** Every n-th counted from the last one down. */
  @JsonProperty("trailing")
  TRAILING
}
