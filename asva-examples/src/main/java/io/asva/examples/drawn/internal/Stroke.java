package io.asva.examples.drawn.internal;

import io.asva.examples.drawn.AudioTrack;
import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.internal.Strike.Back;

/**
 * Moves at each onset as something with weight does: gathers itself by going a little the other
 * way, speeds up, arrives as the sound begins, rebounds, goes back, and swings about its rest for a
 * moment.
 *
 * @param windup seconds in which it gathers itself
 * @param depth how far it goes the other way
 * @param lead seconds before the onset at which it sets off
 * @param strike how it goes from the onset on
 */
public record Stroke(double windup, double depth, double lead, Strike strike) implements Movement {
  private static final double REBOUND = 0.12;
  private static final double SWAY = 0.07;
  private static final double SWAYS_A_SECOND = 3.2;
  private static final double SWAY_DECAY = 7;

  /** Seconds before an onset at which it begins to move. */
  public double before() {
    return windup + lead;
  }

  @Override
  public double at(AudioTrack track, double time) {
    double state = 0;
    for (SoundEvent event : track.events()) {
      double since = time - event.onset();
      if (since <= -before()) {
        break;
      }
      double reach = strike.faintest() + (1 - strike.faintest()) * event.strength();
      double back = -depth * (0.5 + 0.5 * event.strength());
      if (since < -lead) {
        double share = Strike.smooth((since + before()) / windup);
        state = state * (1 - share) + back * share;
      } else if (since < 0) {
        double share = 1 + since / lead;
        state = back + (reach - back) * share * share;
      } else {
        state = reach * after(since);
      }
    }
    return state;
  }

  private double after(double since) {
    double left = strike.after(since);
    if (strike.back() == Back.SWINGING || strike.back() == Back.DAMPED) {
      return left;
    }
    if (since < strike.hold()) {
      return left - REBOUND * StrictMath.sin(Math.PI * since / strike.hold());
    }
    double rest = since - strike.hold() - 0.7 * strike.release();
    if (rest <= 0) {
      return left;
    }
    double sway = StrictMath.exp(-SWAY_DECAY * rest);
    return left - SWAY * sway * StrictMath.sin(2 * Math.PI * SWAYS_A_SECOND * rest);
  }
}
