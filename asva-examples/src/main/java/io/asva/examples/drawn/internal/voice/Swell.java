package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;

/** A lasting sound: it rises, stays and falls. */
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

  /** The factor of samples for a loudness: a third of the amplitude sounds half as loud. */
  static double amplitude(double loudness) {
    return loudness * StrictMath.sqrt(loudness);
  }
}
