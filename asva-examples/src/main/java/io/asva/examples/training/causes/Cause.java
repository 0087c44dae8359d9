package io.asva.examples.training.causes;

import java.util.Locale;

/** A part of the chain from a picture and a sound to a clip. */
public enum Cause {
  /** What the autoencoder loses. */
  CODING,
  /** What is lost where a moment is drawn, not known or not shown exactly. */
  EXPOSURE,
  /** What the audio encoder's tokens don't tell of the motion. */
  HEARING,
  /** What the denoiser loses from a level of noise on. */
  DENOISING,
  /** What the way of sampling loses. */
  SAMPLING;

  /** Its name on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return key();
  }
}
