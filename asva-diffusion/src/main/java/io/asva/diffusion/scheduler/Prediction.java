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
}
