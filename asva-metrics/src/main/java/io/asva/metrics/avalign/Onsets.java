package io.asva.metrics.avalign;

import java.util.ArrayList;
import java.util.List;

/**
 * Where an envelope has peaks that count as onsets: librosa's {@code onset_detect} with its
 * defaults at 22050 Hz. A value counts if none of those within 30 ms before is larger, if it
 * exceeds the mean of 100 ms on either side by 0.07 of the envelope's range, and if no onset was
 * found in the 30 ms before.
 */
final class Onsets {
  private static final int BEFORE_MAX = windows(0.03);
  private static final int BEFORE_MEAN = windows(0.1);
  private static final int AFTER_MEAN = windows(0.1) + 1;
  private static final int WAIT = windows(0.03);
  private static final float DELTA = 0.07f;

  private Onsets() {}

  private static int windows(double seconds) {
    return (int) (seconds * OnsetEnvelope.RATE / OnsetEnvelope.HOP);
  }

  /** The onsets' times in seconds, ascending. */
  static List<Double> times(float[] envelope) {
    float[] x = normalised(envelope);
    List<Double> times = new ArrayList<>();
    for (int n = 0; n < x.length; n++) {
      if (isPeak(x, n)) {
        times.add((double) n * OnsetEnvelope.HOP / OnsetEnvelope.RATE);
        n += WAIT;
      }
    }
    return times;
  }

  /** From 0 to 1; empty if the envelope is flat or holds what is not a number. */
  private static float[] normalised(float[] envelope) {
    float least = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : envelope) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
    float range = largest - least + Float.MIN_NORMAL;
    if (!(largest > least) || !Float.isFinite(range)) {
      return new float[0];
    }
    float[] result = new float[envelope.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (envelope[i] - least) / range;
    }
    return result;
  }

  private static boolean isPeak(float[] x, int n) {
    for (int i = Math.max(0, n - BEFORE_MAX); i < n; i++) {
      if (x[i] > x[n]) {
        return false;
      }
    }
    int from = Math.max(0, n - BEFORE_MEAN);
    int to = Math.min(x.length, n + AFTER_MEAN);
    float sum = 0;
    for (int i = from; i < to; i++) {
      sum += x[i];
    }
    return x[n] >= (double) sum / (to - from) + DELTA;
  }
}
