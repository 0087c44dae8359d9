package io.asva.metrics.avalign;

/**
 * Triangular filters evenly spaced on Slaney's mel scale, each of the same area: librosa's {@code
 * filters.mel}.
 */
final class MelFilters {
  private static final double LINEAR_HZ_PER_MEL = 200.0 / 3;
  private static final double FIRST_LOG_HZ = 1000;
  private static final double FIRST_LOG_MEL = FIRST_LOG_HZ / LINEAR_HZ_PER_MEL;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  private final int[] first;
  private final float[][] weights;

  private MelFilters(int[] first, float[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  /** Filters from 0 Hz to half the rate. */
  static MelFilters of(int rate, int points, int bands) {
    double[] corners = new double[bands + 2];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = hertz(mels(rate / 2.0) * i / (bands + 1));
    }
    int[] first = new int[bands];
    float[][] weights = new float[bands][];
    for (int band = 0; band < bands; band++) {
      double low = corners[band];
      double peak = corners[band + 1];
      double high = corners[band + 2];
      int from = (int) Math.ceil(low * points / rate);
      int to = Math.min(points / 2, (int) Math.floor(high * points / rate));
      first[band] = from;
      weights[band] = new float[Math.max(0, to - from + 1)];
      for (int i = 0; i < weights[band].length; i++) {
        double hertz = (double) (from + i) * rate / points;
        double height = Math.min((hertz - low) / (peak - low), (high - hertz) / (high - peak));
        weights[band][i] = (float) ((float) Math.max(0, height) * (2 / (high - low)));
      }
    }
    return new MelFilters(first, weights);
  }

  int bands() {
    return weights.length;
  }

  /** Applies a filter to a spectrum. */
  float apply(int band, float[] spectrum) {
    double sum = 0;
    for (int i = 0; i < weights[band].length; i++) {
      sum += (double) weights[band][i] * spectrum[first[band] + i];
    }
    return (float) sum;
  }

  private static double mels(double hertz) {
    return hertz < FIRST_LOG_HZ
        ? hertz / LINEAR_HZ_PER_MEL
        : FIRST_LOG_MEL + Math.log(hertz / FIRST_LOG_HZ) / LOG_STEP;
  }

  private static double hertz(double mels) {
    return mels < FIRST_LOG_MEL
        ? mels * LINEAR_HZ_PER_MEL
        : FIRST_LOG_HZ * Math.exp(LOG_STEP * (mels - FIRST_LOG_MEL));
  }
}
