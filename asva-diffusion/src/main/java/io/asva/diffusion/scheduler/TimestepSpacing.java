package io.asva.diffusion.scheduler;

/** Which of the training steps are used. */
public enum TimestepSpacing implements NamedOption {
  /** Every n-th from the first on, shifted by the offset. */
  LEADING("leading"),
  /** Evenly spread, the last one included. */
  LINSPACE("linspace"),
  /** Every n-th counted from the last one down. */
  TRAILING("trailing");

  private final String word;

  TimestepSpacing(String word) {
    this.word = word;
  }

  /** The word for it in configuration files. */
  @Override
  public String word() {
    return word;
  }
}
