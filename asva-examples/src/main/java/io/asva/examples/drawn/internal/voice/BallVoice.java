package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** A thud with the hollow ring of a ball full of air. */
public final class BallVoice extends Struck {
  /** A voice. */
  public BallVoice() {
    super(8);
  }

  @Override
  public void add(Tape out, SoundEvent event, Timbre timbre, Draws noise) {
    double base = timbre.hertz(85, 150);
    double decay = 22 - 8 * timbre.ring();
    double strength = event.strength();
    out.partial(event.onset(), base, strength, decay);
    out.partial(event.onset(), 1.7 * base, 0.5 * strength, 1.6 * decay);
    out.partial(event.onset(), 4.6 * base, 0.35 * strength, 2 * decay);
    out.partial(event.onset(), 7.1 * base, 0.2 * timbre.brightness() * strength, 2.4 * decay);
    new Burst(700 + 900 * timbre.brightness(), 1.5 * strength, 90).add(out, event.onset(), noise);
  }
}
