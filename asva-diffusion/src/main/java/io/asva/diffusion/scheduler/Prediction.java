package io.asva.diffusion.scheduler;

/** Computes the clean sample and the noise that a network's output implies. */
final class Prediction {
  private Prediction() {}

  static float[] sample(
      PredictionType type, float alpha, float sigma, float[] output, float[] sample) {
    return switch (type) {
      case EPSILON -> LinearCombination.of(1 / alpha, sample, -sigma / alpha, output);
      case SAMPLE -> output;
      case VELOCITY -> LinearCombination.of(alpha, sample, -sigma, output);
    };
  }

  /** Samples clamped to -range..range. */
  static float[] clipped(float[] clean, double range) {
    float bound = (float) range;
    float[] result = new float[clean.length];
    for (int i = 0; i < clean.length; i++) {
      result[i] = Math.max(-bound, Math.min(bound, clean[i]));
    }
    return result;
  }

  static float[] noise(
      PredictionType type, float alpha, float sigma, float[] output, float[] sample) {
    return switch (type) {
      case EPSILON -> output;
      case SAMPLE -> LinearCombination.of(1 / sigma, sample, -alpha / sigma, output);
      case VELOCITY -> LinearCombination.of(alpha, output, sigma, sample);
    };
  }

  /**
   * A sample with less noise: a step of DDIM (Song et al., 2020), predicted samples not clamped.
   *
   * @param from the share of the signal's variance in the sample
   * @param to that in the result
   */
  static float[] along(PredictionType type, float from, float to, float[] output, float[] sample) {
    float signal = (float) Math.sqrt(from);
    float share = (float) Math.sqrt(1 - from);
    return LinearCombination.of(
        (float) Math.sqrt(to),
        sample(type, signal, share, output, sample),
        (float) Math.sqrt(1 - to),
        noise(type, signal, share, output, sample));
  }
}
