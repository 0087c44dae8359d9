package io.asva.examples.drawn.internal.voice;

import io.asva.examples.drawn.internal.Draws;

/**
 * A burst of noise that dies away.
 *
 * @param hertz above this it gets weaker, by 6 dB an octave
 * @param amplitude of the noise before that
 * @param decay nepers a second
 */
record Burst(double hertz, double amplitude, double decay) {
  void add(Tape out, double onset, Draws noise) {
    double pass = 1 - StrictMath.exp(-2 * Math.PI * hertz / out.rate());
    double shrink = StrictMath.exp(-decay / out.rate());
    double level = amplitude;
    double filtered = 0;
    int start = out.at(onset);
    int end = (int) Math.min(out.samples().length, start + 7 * out.rate() / decay);
    for (int i = start; i < end; i++) {
      filtered += pass * (noise.between(-1, 1) - filtered);
      out.samples()[i] += level * filtered;
      level *= shrink;
    }
  }
}
