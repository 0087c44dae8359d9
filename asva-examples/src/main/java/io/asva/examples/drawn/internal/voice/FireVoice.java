package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.SoundEvent;
import io.asva.examples.drawn.Timbre;
import io.asva.examples.drawn.internal.Draws;

/** A fire that flares up: a rush of air, and crackling. */
public final class FireVoice extends Swell {
  private static final double CRACKLES_A_SECOND = 26;
  private static final int BLOCK = 64;

  @Override
  public void add(Tape out, SoundEvent event, Timbre timbre, Draws noise) {
    int start = out.at(event.onset());
    int end = Math.min(out.samples().length, out.at(event.onset() + event.length()));
    double filtered = 0;
    double smoother = 0;
    double pass = 0;
    double level = 0;
    for (int i = start; i < end; i++) {
      if ((i - start) % BLOCK == 0) {
        level = loudness(event, (i - start) / (double) out.rate());
        double hertz = timbre.hertz(260, 600) * (1 + (2 + 2 * timbre.brightness()) * level);
        pass = 1 - StrictMath.exp(-2 * Math.PI * hertz / out.rate());
      }
      filtered += pass * (noise.between(-1, 1) - filtered);
      smoother += pass * (filtered - smoother);
      out.samples()[i] += amplitude(level) * 2 * smoother;
      if (noise.chance(CRACKLES_A_SECOND * level / out.rate())) {
        double loud = 0.5 * amplitude(level) * noise.between(0.3, 1);
        out.partial(i / (double) out.rate(), noise.between(1500, 5000), loud, 400);
      }
    }
  }
}
