package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** A snare drum: two modes of the skin, and the wires' noise. */
public final class DrumVoice extends Struck {
  /** A voice. */
  public DrumVoice() {
    super(9);
  }

  @Override
  public void add(Tape out, SoundEvent event, Timbre timbre, Draws noise) {
    double base = timbre.hertz(170, 290);
    double decay = 26 - 10 * timbre.ring();
    double strength = event.strength();
    out.partial(event.onset(), base, 0.8 * strength, decay);
    out.partial(event.onset(), 1.59 * base, 0.5 * strength, 1.3 * decay);
    new Burst(2500 + 4000 * timbre.brightness(), 1.4 * strength, 0.8 * decay)
        .add(out, event.onset(), noise);
  }
}
