package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;

/** What lasting sounds have in common: they rise, stay and fall. */
abstract class Swell implements Voice {
  private static final double LONGEST_RISE = 0.12;
  private static final double LONGEST_FALL = 0.25;

  @Override
  public final double loudness(SoundEvent event, double since) {
    if (since <= 0 || since >= event.length()) {
      return 0;
    }
    double rise = Math.min(LONGEST_RISE, 0.3 * event.length());
    double fall = Math.min(LONGEST_FALL, 0.5 * event.length());
    double up = smooth(since / rise);
    double down = smooth((event.length() - since) / fall);
    return event.strength() * Math.min(up, down);
  }

  private static double smooth(double x) {
    double t = Math.max(0, Math.min(1, x));
    return t * t * (3 - 2 * t);
  }

  /** What samples are multiplied by for a loudness: the ear halves what is a third as large. */
  static double amplitude(double loudness) {
    return loudness * StrictMath.sqrt(loudness);
  }
}
