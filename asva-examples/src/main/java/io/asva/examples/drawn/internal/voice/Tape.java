package io.asva.examples.drawn.internal.voice;

/**
 * Samples of one channel on which sounds are laid. For one thread at a time.
 *
 * @param rate samples a second
 * @param samples what was laid so far
 */
@SuppressWarnings("ArrayRecordComponent") // it is written to; equality is by identity
public record Tape(int rate, double[] samples) {

  /** The first sample at or after a time in seconds. */
  public int at(double seconds) {
    return (int) Math.ceil(seconds * rate - 1e-9);
  }

  /**
   * Adds a sine that dies away, from its zero on; nothing if it is too high for the rate.
   *
   * @param decay nepers a second
   */
  public void partial(double onset, double hertz, double amplitude, double decay) {
    if (hertz >= 0.48 * rate) {
      return;
    }
    double angle = 2 * Math.PI * hertz / rate;
    double shrink = StrictMath.exp(-decay / rate);
    double twice = 2 * shrink * StrictMath.cos(angle);
    double square = shrink * shrink;
    double before = 0;
    double now = amplitude * shrink * StrictMath.sin(angle);
    int start = at(onset);
    int end = (int) Math.min(samples.length, start + 7 * rate / decay);
    for (int i = start; i < end; i++) {
      samples[i] += before;
      double next = twice * now - square * before;
      before = now;
      now = next;
    }
  }

  /** The largest absolute sample. */
  public double peak() {
    double peak = 0;
    for (double sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }
}
