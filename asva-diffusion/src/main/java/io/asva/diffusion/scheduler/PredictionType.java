package io.asva.diffusion.scheduler;

/** The quantity that a network predicts. */
public enum PredictionType implements NamedOption {
  /** The noise in the sample. */
  EPSILON("epsilon"),
  /** The sample without noise. */
  SAMPLE("sample"),
  /** The velocity: the noise's share of the noise less that of the sample. */
  VELOCITY("v_prediction");

  private final String word;

  PredictionType(String word) {
    this.word = word;
  }

  /** The word for it in configuration files. */
  @Override
  public String word() {
    return word;
  }
}
