package io.asva.media;

import java.math.BigInteger;

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

  /**
   * The time in microseconds, rounded to nearest, halves away from zero.
   *
   * @throws MediaException if it is beyond 292,000 years, which only a damaged file says
   */
  public long microseconds() {
    long ticks = Math.abs(pts);
    // Products that overflow 64 bits are usual: 10,000 s in nanoseconds do.
    boolean small = ticks >= 0 && ticks < Long.MAX_VALUE / MICROSECONDS / numerator;
    long rounded =
        small
            ? (ticks * numerator * MICROSECONDS + denominator / 2) / denominator
            : large(BigInteger.valueOf(pts).abs());
    return pts < 0 ? -rounded : rounded;
  }

  private long large(BigInteger ticks) {
    BigInteger product = ticks.multiply(BigInteger.valueOf(numerator * MICROSECONDS));
    BigInteger rounded =
        product.add(BigInteger.valueOf(denominator / 2)).divide(BigInteger.valueOf(denominator));
    if (rounded.bitLength() > Long.SIZE - 2) {
      throw new MediaException(
          "A time stamp of "
              + pts
              + " x "
              + numerator
              + "/"
              + denominator
              + " s is too late to be true; the file is damaged, or its times must be written"
              + " anew.");
    }
    return rounded.longValueExact();
  }

  /**
   * The time in seconds after rounding to microseconds: what the original's reader compares, and so
   * what clips are sampled by.
   */
  public double roundedSeconds() {
    return microseconds() / (double) MICROSECONDS;
  }
}
