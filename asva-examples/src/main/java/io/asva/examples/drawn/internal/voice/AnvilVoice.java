package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** Steel on steel: the partials of a free bar, high and short, after a click. */
public final class AnvilVoice extends Struck {
  // Euler and Bernoulli's free bar.
  private static final double[] RATIOS = {1, 2.757, 5.404, 8.933};

  /** A voice. */
  public AnvilVoice() {
    super(7);
  }

  @Override
  public void add(Tape out, SoundEvent event, Timbre timbre, Draws noise) {
    double base = timbre.hertz(750, 1300);
    double decay = 16 - 7 * timbre.ring();
    for (int k = 0; k < RATIOS.length; k++) {
      double weight = 1 / (1 + k * (1.3 - 0.8 * timbre.brightness()));
      out.partial(
          event.onset(), base * RATIOS[k], event.strength() * weight, decay * (1 + 0.5 * k));
    }
    new Burst(6000, 1.6 * event.strength(), 160).add(out, event.onset(), noise);
  }
}
