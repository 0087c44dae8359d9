package io.asva.examples.drawn.internal;

import io.asva.examples.drawn.AudioTrack;
import io.asva.examples.drawn.SoundEvent;

/**
 * Moves at each onset: speeds up for a short while before, arrives as the sound begins, and goes
 * back.
 *
 * @param lead seconds before the onset at which it sets off
 * @param hold seconds after the onset for which it stays, where it stays at all
 * @param release seconds in which it goes back
 * @param back the way in which it goes back
 * @param faintest how far it goes at the weakest stroke; 1 for what must touch to sound
 */
public record Strike(double lead, double hold, double release, Back back, double faintest)
    implements Movement {
  private static final double SWINGS_A_SECOND = 0.8;
  private static final double SWING_DECAY = 2.2;

  /** How a thing goes back to its rest. */
  public enum Back {
    /** Slowly, fast, slowly, as an arm lifts a stick. */
    LIFTED,
    /** Ever slower, as what is thrown upwards. */
    THROWN,
    /** A swing to the other side. */
    SWINGING,
    /** Fast at first, as what is damped. */
    DAMPED
  }

  @Override
  public double at(AudioTrack track, double time) {
    double state = 0;
    for (SoundEvent event : track.events()) {
      double since = time - event.onset();
      if (since <= -lead) {
        break;
      }
      double reach = faintest + (1 - faintest) * event.strength();
      if (since < 0) {
        double approach = 1 + since / lead;
        double ramp = approach * approach;
        state = state * (1 - ramp) + reach * ramp;
      } else {
        state = reach * after(since);
      }
    }
    return state;
  }

  /** Which share of the way is left some seconds after the onset. */
  double after(double since) {
    if (back == Back.SWINGING) {
      double fade = 1 - smooth(since / release);
      return fade
          * StrictMath.exp(-SWING_DECAY * since)
          * StrictMath.cos(2 * Math.PI * SWINGS_A_SECOND * since);
    }
    double progress = Math.max(0, Math.min(1, (since - hold) / release));
    double left = 1 - progress;
    return switch (back) {
      case THROWN -> left * left;
      case DAMPED -> left * left * left;
      default -> 1 - smooth(progress);
    };
  }

  /** From 0 to 1 with a level beginning and end. */
  static double smooth(double x) {
    double t = Math.max(0, Math.min(1, x));
    return t * t * (3 - 2 * t);
  }
}
