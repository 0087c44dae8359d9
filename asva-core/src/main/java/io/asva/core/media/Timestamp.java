package io.asva.core.media;

/**
 * The time of a decoded frame or block of samples, exact, as a count of the stream's own time base.
 *
 * @param pts the presentation time stamp
 * @param numerator of the time base in seconds
 * @param denominator of the time base in seconds
 */
public record Timestamp(long pts, int numerator, int denominator) {
  private static final long MICROSECONDS = 1_000_000;

  /**
   * Checks the time base.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Timestamp {
    if (numerator < 1 || denominator < 1) {
      throw new IllegalArgumentException("time base " + numerator + "/" + denominator);
    }
  }

  /** The time in seconds. */
  public double seconds() {
    return pts * ((double) numerator / denominator);
  }

  /** The time in microseconds, rounded to nearest, halves away from zero. */
  public long microseconds() {
    long product = Math.multiplyExact(Math.multiplyExact(Math.abs(pts), numerator), MICROSECONDS);
    long rounded = (product + denominator / 2) / denominator;
    return pts < 0 ? -rounded : rounded;
  }

  /**
   * The time in seconds after rounding to microseconds: what the original's reader compares, and so
   * what clips are sampled by.
   */
  public double roundedSeconds() {
    return microseconds() / (double) MICROSECONDS;
  }
}
