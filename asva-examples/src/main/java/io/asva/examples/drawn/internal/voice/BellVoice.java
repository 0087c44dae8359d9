package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** A bell: hum, prime, tierce, quint, nominal and two above, which die the sooner the higher. */
public final class BellVoice extends Struck {
  private static final double[] RATIOS = {0.5, 1, 1.2, 1.5, 2, 2.67, 4};

  /** A voice. */
  public BellVoice() {
    super(3.5);
  }

  @Override
  public void add(Tape out, SoundEvent event, Timbre timbre, Draws noise) {
    double base = timbre.hertz(420, 880);
    double decay = 4.5 - 2 * timbre.ring();
    for (int k = 0; k < RATIOS.length; k++) {
      double weight = 1 / (1 + k * (0.7 - 0.5 * timbre.brightness()));
      out.partial(
          event.onset(), base * RATIOS[k], event.strength() * weight, decay * (1 + 0.6 * k));
    }
    new Burst(5000, 0.8 * event.strength(), 200).add(out, event.onset(), noise);
  }
}
