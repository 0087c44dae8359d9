package io.asva.diffusion.scheduler;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The form of a multistep solver's higher orders. */
public enum SolverType {
  /** The midpoint rule (DPM-Solver). */
  @JsonProperty("midpoint")
  MIDPOINT,
  /** Heun's rule (DPM-Solver). */
  @JsonProperty("heun")
  HEUN,
  /** DEIS's form; DPM-Solver and UniPC take their default for it. */
  @JsonProperty("logrho")
  LOGRHO,
  /** B(h) = h (UniPC). */
  @JsonProperty("bh1")
  BH1,
  /** B(h) = exp(h) - 1 (UniPC). */
  @JsonProperty("bh2")
  BH2
}
