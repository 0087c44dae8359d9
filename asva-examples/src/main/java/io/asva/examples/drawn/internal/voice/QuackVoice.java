package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** A quack: a buzz through the narrow resonances of a bill. */
public final class QuackVoice implements Voice {
  private static final double SECONDS = 0.22;

  @Override
  public double loudness(SoundEvent event, double since) {
    if (since < 0 || since >= SECONDS) {
      return 0;
    }
    return event.strength() * Math.min(1, 3 * (1 - since / SECONDS));
  }

  @Override
  public void add(Tape out, SoundEvent event, Timbre timbre, Draws noise) {
    Resonator[] bill = {new Resonator(), new Resonator()};
    double base = timbre.hertz(150, 230);
    bill[0].tune(1350 + 350 * timbre.brightness(), 90, out.rate());
    bill[1].tune(2700 + 700 * timbre.brightness(), 160, out.rate());
    int start = out.at(event.onset());
    int end = Math.min(out.samples().length, out.at(event.onset() + SECONDS));
    double phase = 1;
    for (int i = start; i < end; i++) {
      double part = (i - start) / (SECONDS * out.rate());
      double source = 0.08 * noise.between(-1, 1);
      phase += base * (1.12 - 0.25 * part) / out.rate();
      if (phase >= 1) {
        phase -= noise.between(0.97, 1.03);
        source += 2.4;
      }
      source *= loudness(event, part * SECONDS);
      out.samples()[i] += bill[0].filter(source) + 0.8 * bill[1].filter(source);
    }
  }
}
