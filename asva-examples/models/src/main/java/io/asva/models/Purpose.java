package io.asva.models;

import java.util.Locale;

/** The work that files are needed for. */
public enum Purpose {
  /** Animating an image, one at a time or for a data set. */
  ANIMATE,
  /** Scoring how well audio and video go together. */
  SYNC,
  /** Evaluating clips of a data set with all metrics. */
  EVALUATE,
  /** Training either model as the original does, from the networks that it starts from. */
  TRAIN;

  /** Its name in the catalogue and in options. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
