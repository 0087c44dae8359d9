package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** A growl: rough pulses of a low voice through a mouth that opens as it gets louder. */
public final class GrowlVoice extends Swell {
  private static final int BLOCK = 64;

  @Override
  public void add(Tape out, SoundEvent event, Timbre timbre, Draws noise) {
    Resonator[] mouth = {new Resonator(), new Resonator(), new Resonator()};
    double base = timbre.hertz(62, 115);
    double size = 0.85 + 0.4 * timbre.brightness();
    int start = out.at(event.onset());
    int end = Math.min(out.samples().length, out.at(event.onset() + event.length()));
    double phase = 1;
    int pulse = 0;
    double level = 0;
    for (int i = start; i < end; i++) {
      if ((i - start) % BLOCK == 0) {
        level = loudness(event, (i - start) / (double) out.rate());
        mouth[0].tune(size * (300 + 450 * level), 110, out.rate());
        mouth[1].tune(size * (850 + 450 * level), 150, out.rate());
        mouth[2].tune(size * 2500, 300, out.rate());
      }
      double source = 0.04 * noise.between(-1, 1);
      phase += base * (1 + 0.15 * level) / out.rate();
      if (phase >= 1) {
        phase -= noise.between(0.92, 1.08);
        source += pulse++ % 3 == 0 ? 1.6 : 1; // the roughness: every third pulse is stronger
      }
      source *= amplitude(level);
      out.samples()[i] +=
          mouth[0].filter(source) + 0.6 * mouth[1].filter(source) + 0.3 * mouth[2].filter(source);
    }
  }
}
