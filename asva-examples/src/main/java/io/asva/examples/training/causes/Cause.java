package io.asva.examples.training.causes;

import java.util.Locale;

/** A part of the chain from an image and a sound to a clip. */
public enum Cause {
  /** The loss of the autoencoder. */
  CODING,
  /** The loss where a moment is drawn, not known or not shown exactly. */
  EXPOSURE,
  /** The facts of the motion that the audio encoder's tokens don't tell. */
  HEARING,
  /** The loss of the denoiser from a level of noise on. */
  DENOISING,
  /** The loss of the way of sampling. */
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
