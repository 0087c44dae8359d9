package io.asva.diffusion.scheduler;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The equation that DPM-Solver integrates. */
public enum SolverAlgorithm {
  /** The prediction of the sample. */
  @JsonProperty("dpmsolver++")
  DPM_SOLVER_PLUS_PLUS,
  /** The prediction of the noise. */
  @JsonProperty("dpmsolver")
  DPM_SOLVER,
  /** Another solver's name, for which DPM-Solver++ steps in. */
  @JsonProperty("deis")
  DEIS
}
