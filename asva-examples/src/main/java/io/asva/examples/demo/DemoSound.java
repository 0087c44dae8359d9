package io.asva.examples.demo;

/**
 * Synthesises a bell that is struck a few times: partials that decay, each strike a clear onset.
 */
final class DemoSound {
  /** Samples a second. */
  static final int RATE = 16000;

  private static final double SECONDS = 2;
  private static final double[] STRIKES = {0.25, 0.75, 1.1, 1.6};

  // A church bell's partials, as ratios of its strike note: hum, prime, tierce, quint, nominal and
  // two above; higher ones are weaker and die sooner.
  private static final double[] RATIOS = {0.5, 1, 1.2, 1.5, 2, 2.67, 4};
  private static final double STRIKE_NOTE = 523.25;
  private static final double PEAK = 0.8;

  private DemoSound() {}

  /** The samples, -1..1. */
  static float[] samples() {
    double[] sum = new double[(int) (SECONDS * RATE)];
    for (double strike : STRIKES) {
      int start = (int) Math.round(strike * RATE);
      for (int i = start; i < sum.length; i++) {
        sum[i] += bell((i - start) / (double) RATE);
      }
    }
    double largest = 0;
    for (double value : sum) {
      largest = Math.max(largest, Math.abs(value));
    }
    float[] samples = new float[sum.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (sum[i] / largest * PEAK);
    }
    return samples;
  }

  private static double bell(double t) {
    double value = 0;
    for (int k = 0; k < RATIOS.length; k++) {
      double decay = 3 + 2.5 * k;
      value +=
          StrictMath.exp(-decay * t)
              / (1 + 0.4 * k)
              * StrictMath.sin(2 * Math.PI * STRIKE_NOTE * RATIOS[k] * t);
    }
    return value;
  }
}
