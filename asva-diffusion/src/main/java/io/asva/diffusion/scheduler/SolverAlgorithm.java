package io.asva.diffusion.scheduler;

/** The equation that DPM-Solver integrates. */
public enum SolverAlgorithm implements NamedOption {
  /** The prediction of the sample. */
  DPM_SOLVER_PLUS_PLUS("dpmsolver++"),
  /** The prediction of the noise. */
  DPM_SOLVER("dpmsolver"),
  /** Another solver's name, for which DPM-Solver++ steps in. */
  DEIS("deis");

  private final String word;

  SolverAlgorithm(String word) {
    this.word = word;
  }

  /** The word for it in configuration files. */
  @Override
  public String word() {
    return word;
  }
}
