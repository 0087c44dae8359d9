package io.asva.examples.training.plan;

import java.util.Locale;

/** A stage of making the demo's models; each needs those before it. */
public enum DemoStage {
  /** Videos are drawn, and some of their frames decoded. */
  DATA,
  /** The autoencoder. */
  VAE,
  /** The audio encoder. */
  AUDIO,
  /** The text encoder, and the denoiser on single images. */
  TEXT_PICTURES,
  /** The denoiser on clips. */
  CLIPS,
  /** The synchrony classifier's encoders, each on its own. */
  CLASSIFIER_PRETEXT,
  /** The synchrony classifier. */
  CLASSIFIER,
  /** Everything in half precision, in the folders of the reference's layout. */
  PACK,
  /** The packed models are tried, and their card is written. */
  TRIAL;

  /** Its name on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return key();
  }
}
