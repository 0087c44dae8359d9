package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** A beak on a hollow trunk: two dry resonances of wood. */
public final class KnockVoice extends Struck {
  /** A voice. */
  public KnockVoice() {
    super(16);
  }

  @Override
  public void add(Tape out, SoundEvent event, Timbre timbre, Draws noise) {
    double base = timbre.hertz(520, 900);
    double decay = 55 - 20 * timbre.ring();
    double strength = event.strength();
    out.partial(event.onset(), base, strength, decay);
    out.partial(event.onset(), 1.51 * base, 0.7 * strength, 1.2 * decay);
    out.partial(event.onset(), 2.74 * base, 0.4 * timbre.brightness() * strength, 1.6 * decay);
    new Burst(3500, 0.6 * strength, 240).add(out, event.onset(), noise);
  }
}
