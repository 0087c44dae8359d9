package io.asva.diffusion.scheduler;

/** The noise that is left after the last step. */
public enum FinalSigma implements NamedOption {
  /** None. */
  ZERO("zero"),
  /** The sigma of the first training step. */
  SIGMA_MIN("sigma_min");

  private final String word;

  FinalSigma(String word) {
    this.word = word;
  }

  /** The word for it in configuration files. */
  @Override
  public String word() {
    return word;
  }
}
