package io.asva.examples.training.causes;

import java.util.List;

/**
 * A guess of a number from features, learnt from examples: ridge regression with a Gaussian kernel
 * over features of unit variance (Saunders, Gammerman and Vovk, 1998). The kernel's width is the
 * square root of the number of features.
 *
 * <p>Immutable, so safe for use by many threads.
 */
final class KernelRidge {
  private static final double RIDGE = 0.01;

  private final double[] means;
  private final double[] scales;
  private final double[][] examples;
  private final double[] weights;
  private final double mean;

  private KernelRidge(
      double[] means, double[] scales, double[][] examples, double[] weights, double mean) {
    this.means = means;
    this.scales = scales;
    this.examples = examples;
    this.weights = weights;
    this.mean = mean;
  }

  /** Learns from examples, as many as numbers. */
  static KernelRidge learnt(List<float[]> features, List<Double> numbers) {
    int width = features.get(0).length;
    double[] means = new double[width];
    double[] scales = new double[width];
    for (int i = 0; i < width; i++) {
      double sum = 0;
      double squares = 0;
      for (float[] example : features) {
        sum += example[i];
        squares += (double) example[i] * example[i];
      }
      means[i] = sum / features.size();
      double variance = squares / features.size() - means[i] * means[i];
      scales[i] = 1 / Math.sqrt(width * Math.max(variance, 1e-9));
    }
    int count = features.size();
    double[][] examples = new double[count][];
    for (int i = 0; i < count; i++) {
      examples[i] = normalised(features.get(i), means, scales);
    }
    double mean = numbers.stream().mapToDouble(n -> n).average().orElse(0);
    double[] weights = new double[count];
    double[][] kernel = new double[count][];
    for (int i = 0; i < count; i++) {
      weights[i] = numbers.get(i) - mean;
      kernel[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        kernel[i][j] = kernel(examples[i], examples[j]);
      }
      kernel[i][i] = 1 + RIDGE;
    }
    solve(kernel, weights);
    return new KernelRidge(means, scales, examples, weights, mean);
  }

  /** The guess for features. */
  double guess(float[] features) {
    double[] normalised = normalised(features, means, scales);
    double guess = mean;
    for (int i = 0; i < examples.length; i++) {
      guess += weights[i] * kernel(examples[i], normalised);
    }
    return guess;
  }

  private static double[] normalised(float[] features, double[] means, double[] scales) {
    double[] normalised = new double[features.length];
    for (int i = 0; i < normalised.length; i++) {
      normalised[i] = (features[i] - means[i]) * scales[i];
    }
    return normalised;
  }

  private static double kernel(double[] a, double[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.exp(-squares / 2);
  }

  /** Solves for a symmetric matrix, given by its lower triangle, by Cholesky's factors. */
  private static void solve(double[][] matrix, double[] vector) {
    int n = vector.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        matrix[i][j] = i == j ? Math.sqrt(sum) : sum / matrix[j][j];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        vector[i] -= matrix[i][k] * vector[k];
      }
      vector[i] /= matrix[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        vector[i] -= matrix[k][i] * vector[k];
      }
      vector[i] /= matrix[i][i];
    }
  }
}
