package io.asva.metrics.frechet;

import io.asva.metrics.MetricsException;
import java.util.Arrays;

/**
 * A normal distribution in several dimensions.
 *
 * @param mean one number a dimension, not copied
 * @param covariance a symmetric matrix, row after row, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // a view over matrices of 32 MB; equality is by identity
public record Gaussian(double[] mean, double[] covariance) {
  private static final double ASYMMETRY = 1e-6;

  /**
   * Checks that the matrix is square, finite and symmetric.
   *
   * @throws MetricsException if it is not
   */
  public Gaussian {
    int n = mean.length;
    if (n == 0 || (long) n * n != covariance.length) {
      throw new MetricsException(
          "A normal distribution in "
              + n
              + " dimensions can't have a covariance of "
              + covariance.length
              + " numbers; give at least one dimension, and a square matrix.");
    }
    requireFinite("mean", mean);
    requireFinite("covariance", covariance);
    double largest = Arrays.stream(covariance).map(Math::abs).max().orElse(0);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double difference = Math.abs(covariance[i * n + j] - covariance[j * n + i]);
        if (difference > ASYMMETRY * largest) {
          throw new MetricsException(
              "A covariance must be symmetric, but the elements at ("
                  + i
                  + ", "
                  + j
                  + ") and ("
                  + j
                  + ", "
                  + i
                  + ") differ by "
                  + difference
                  + ".");
        }
      }
    }
  }

  /** Number of dimensions. */
  public int dimension() {
    return mean.length;
  }

  private static void requireFinite(String what, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new MetricsException("Element " + i + " of the " + what + " is " + values[i] + ".");
      }
    }
  }
}
