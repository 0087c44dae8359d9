package io.asva.diffusion.scheduler;

/** How the noise's variance grows over the training steps. */
public enum BetaSchedule implements NamedOption {
  /** Evenly from the first to the last beta. */
  LINEAR("linear"),
  /** The square of an even way between the roots, as Stable Diffusion has it. */
  SCALED_LINEAR("scaled_linear"),
  /** So that the signal falls as a squared cosine; betas are at most 0.999. */
  SQUARED_COSINE("squaredcos_cap_v2");

  private final String word;

  BetaSchedule(String word) {
    this.word = word;
  }

  /** The word for it in configuration files. */
  @Override
  public String word() {
    return word;
  }
}
