package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** A croak: a train of pulses through two resonances of the throat. */
public final class FrogVoice implements Voice {
  private static final double SECONDS = 0.24;

  @Override
  public double loudness(SoundEvent event, double since) {
    if (since < 0 || since >= SECONDS) {
      return 0;
    }
    double part = since / SECONDS;
    return event.strength() * Math.min(1, 4 * (1 - part));
  }

  @Override
  public void add(Tape out, SoundEvent event, Timbre timbre, Draws noise) {
    double pulses = timbre.hertz(34, 62);
    double throat = timbre.hertz(620, 1050);
    double upper = throat * (2.1 + 0.6 * timbre.brightness());
    for (double since = 0; since < SECONDS; since += noise.between(0.94, 1.06) / pulses) {
      double level = loudness(event, since);
      double decay = 110 + 60 * (1 - timbre.ring());
      out.partial(event.onset() + since, throat, level, decay);
      out.partial(event.onset() + since, upper, 0.55 * level, 1.4 * decay);
    }
  }
}
