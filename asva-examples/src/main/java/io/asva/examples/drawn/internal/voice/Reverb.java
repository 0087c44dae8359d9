package io.asva.examples.drawn.internal.voice;

/**
 * A room's echo: six walls' first reflections, then a tail of four combs and two all-passes
 * (Schroeder, 1962), darker the longer it lasts. Stateless; the same on every machine.
 */
public final class Reverb {
  private static final double[] FIRST = {0.0043, 0.0091, 0.0137, 0.0186, 0.0233, 0.0297};
  private static final double[] COMBS = {0.0297, 0.0371, 0.0411, 0.0437};
  private static final double[] ALL_PASSES = {0.005, 0.0017};
  private static final double ALL_PASS_GAIN = 0.7;
  private static final double DULL = 0.35;

  private Reverb() {}

  /**
   * Adds the echo of samples to them.
   *
   * @param seconds until the tail is 60 dB weaker
   * @param wet how loud the echo is at first
   */
  public static void add(Tape tape, double seconds, double wet) {
    double[] dry = tape.samples().clone();
    double[] tail = new double[dry.length];
    for (double delay : COMBS) {
      comb(dry, tail, steps(delay, tape), StrictMath.pow(10, -3 * delay / seconds));
    }
    for (double delay : ALL_PASSES) {
      allPass(tail, steps(delay, tape));
    }
    for (int k = 0; k < FIRST.length; k++) {
      int delay = steps(FIRST[k], tape);
      double loud = 0.8 * (k % 2 == 0 ? 1 : -1) / (k + 1);
      for (int i = delay; i < dry.length; i++) {
        tail[i] += loud * dry[i - delay];
      }
    }
    for (int i = 0; i < dry.length; i++) {
      tape.samples()[i] += wet * tail[i];
    }
  }

  private static int steps(double delay, Tape tape) {
    return (int) Math.round(delay * tape.rate());
  }

  private static void comb(double[] dry, double[] tail, int delay, double gain) {
    double[] loop = new double[delay];
    double dull = 0;
    for (int i = 0; i < dry.length; i++) {
      double out = loop[i % delay];
      dull = out + DULL * (dull - out);
      loop[i % delay] = dry[i] + gain * dull;
      tail[i] += out / COMBS.length;
    }
  }

  private static void allPass(double[] samples, int delay) {
    double[] loop = new double[delay];
    for (int i = 0; i < samples.length; i++) {
      double before = loop[i % delay];
      double in = samples[i] + ALL_PASS_GAIN * before;
      samples[i] = before - ALL_PASS_GAIN * in;
      loop[i % delay] = in;
    }
  }
}
