package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** A bark: a hoarse voice that falls, through a mouth that opens and shuts. */
public final class BarkVoice implements Voice {
  private static final double SECONDS = 0.2;

  @Override
  public double loudness(SoundEvent event, double since) {
    if (since < 0 || since >= SECONDS) {
      return 0;
    }
    double part = since / SECONDS;
    return event.strength() * Math.min(1, 2.2 * (1 - part)) * Math.min(1, 12 * part + 0.4);
  }

  @Override
  public void add(Tape out, SoundEvent event, Timbre timbre, Draws noise) {
    Resonator[] mouth = {new Resonator(), new Resonator(), new Resonator()};
    double base = timbre.hertz(260, 480);
    double size = 0.8 + 0.5 * timbre.brightness();
    int start = out.at(event.onset());
    int end = Math.min(out.samples().length, out.at(event.onset() + SECONDS));
    double phase = 1;
    for (int i = start; i < end; i++) {
      double part = (i - start) / (SECONDS * out.rate());
      if ((i - start) % 64 == 0) {
        double open = StrictMath.sin(Math.PI * part);
        mouth[0].tune(size * (480 + 420 * open), 130, out.rate());
        mouth[1].tune(size * (1150 + 500 * open), 180, out.rate());
        mouth[2].tune(size * 2700, 320, out.rate());
      }
      double source = 0.35 * noise.between(-1, 1);
      phase += base * (1.15 - 0.4 * part) / out.rate();
      if (phase >= 1) {
        phase -= noise.between(0.96, 1.04);
        source += 2;
      }
      source *= loudness(event, part * SECONDS);
      out.samples()[i] +=
          mouth[0].filter(source) + 0.8 * mouth[1].filter(source) + 0.4 * mouth[2].filter(source);
    }
  }
}
