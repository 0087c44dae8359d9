package io.asva.media.internal;

import io.asva.media.Timestamp;

/**
 * Blocks of samples that follow each other without a gap, and where the first of them begins. A
 * container that counts milliseconds rounds each block's time, by up to 24 samples at 48 kHz; as
 * every block bounds where the run begins, some blocks before a span tell it to a sample.
 */
final class BlockRun {
  private double lower = Double.NEGATIVE_INFINITY;
  private double upper = Double.POSITIVE_INFINITY;
  private double sum;
  private int blocks;
  private long count;
  private boolean frozen;
  private long begin;

  /** Whether a block at a time follows the last one without a gap or an overlap. */
  boolean continues(Timestamp time, int rate, double jitter) {
    return Math.abs(time.seconds() * rate - (begin() + count)) <= jitter * rate;
  }

  /** Adds a block; the position of its first sample, from the begin of the axis. */
  long place(Timestamp time, int rate, int length) {
    double begins = time.seconds() * rate - count;
    double half = 0.5 * rate * time.numerator() / time.denominator();
    lower = Math.max(lower, begins - half);
    upper = Math.min(upper, begins + half);
    sum += begins;
    blocks++;
    long at = begin() + count;
    count += length;
    return at;
  }

  private long begin() {
    if (frozen) {
      return begin;
    }
    // Where the bounds exclude each other times aren't rounded but jitter, and their mean is best.
    return Math.round(lower <= upper ? (lower + upper) / 2 : sum / blocks);
  }

  /** Keeps the begin as it is known now, because samples are placed by it. */
  void freeze() {
    begin = begin();
    frozen = true;
  }
}
