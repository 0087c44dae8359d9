package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** An axe in a log: a low thud, and the crack of splitting wood. */
public final class ChopVoice extends Struck {
  private static final int CRACKS = 4;

  /** A voice. */
  public ChopVoice() {
    super(14);
  }

  @Override
  public void add(Tape out, SoundEvent event, Timbre timbre, Draws noise) {
    double base = timbre.hertz(95, 170);
    double decay = 34 - 10 * timbre.ring();
    double strength = event.strength();
    out.partial(event.onset(), base, 1.1 * strength, decay);
    out.partial(event.onset(), 2.3 * base, 0.6 * strength, 1.5 * decay);
    new Burst(1800 + 1800 * timbre.brightness(), 1.3 * strength, 60).add(out, event.onset(), noise);
    for (int i = 0; i < CRACKS; i++) {
      double late = noise.between(0.004, 0.07);
      out.partial(
          event.onset() + late, noise.between(1200, 3200), 0.5 * strength * noise.unit(), 260);
    }
  }
}
