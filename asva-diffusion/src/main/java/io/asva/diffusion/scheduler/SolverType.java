package io.asva.diffusion.scheduler;

/** The form of a multistep solver's higher orders. */
public enum SolverType implements NamedOption {
  /** The midpoint rule (DPM-Solver). */
  MIDPOINT("midpoint"),
  /** Heun's rule (DPM-Solver). */
  HEUN("heun"),
  /** DEIS's form; DPM-Solver and UniPC take their default for it. */
  LOGRHO("logrho"),
  /** B(h) = h (UniPC). */
  BH1("bh1"),
  /** B(h) = exp(h) - 1 (UniPC). */
  BH2("bh2");

  private final String word;

  SolverType(String word) {
    this.word = word;
  }

  /** The word for it in configuration files. */
  @Override
  public String word() {
    return word;
  }
}
