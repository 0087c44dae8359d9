package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** A plucked string: harmonics as the place of the pluck has them, which die the sooner. */
public final class StringVoice extends Struck {
  private static final int HARMONICS = 14;

  /** A voice. */
  public StringVoice() {
    super(4);
  }

  @Override
  public void add(Tape out, SoundEvent event, Timbre timbre, Draws noise) {
    double base = timbre.hertz(140, 330);
    double place = 0.12 + 0.2 * (1 - timbre.brightness());
    double decay = 5 - 2 * timbre.ring();
    for (int k = 1; k <= HARMONICS; k++) {
      double weight = StrictMath.sin(Math.PI * place * k) / k;
      out.partial(
          event.onset(), k * base, 2 * event.strength() * weight, decay * (1 + 0.25 * (k - 1)));
    }
    new Burst(3000, 0.5 * event.strength(), 250).add(out, event.onset(), noise);
  }
}
