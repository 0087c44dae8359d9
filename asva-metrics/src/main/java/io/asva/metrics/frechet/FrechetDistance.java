package io.asva.metrics.frechet;

import io.asva.core.tensor.FloatTensor;
import io.asva.metrics.MetricsException;
import java.util.Optional;

/**
 * The squared Frechet distance between two normal distributions, {@code |m1 - m2|^2 + tr(C1) +
 * tr(C2) - 2 tr(sqrt(C1 C2))}: FID and FVD over the features of their networks (Heusel et al.
 * 2017).
 *
 * <p>The trace of the root comes from eigenvalues of symmetric matrices alone: with {@code C1 = B
 * B^T}, those of {@code C1 C2} are those of {@code B^T C2 B}. Unlike a root of the product itself
 * that is exact where covariances are singular, which they are with fewer features than dimensions.
 * The reference's rules hold: if no root is found, 1e-6 is added to both diagonals, and a root with
 * an imaginary part over 1e-3 is an error.
 *
 * <p>Products of large matrices are left to ND4J, which is an optional dependency: see {@link
 * #require}.
 *
 * <p>Stateless.
 */
public final class FrechetDistance {
  private static final double OFFSET = 1e-6;

  private FrechetDistance() {}

  /**
   * Loads ND4J, by which distances are computed, or says what is missing.
   *
   * @throws MetricsException if it isn't on the class path or can't be loaded; the message names
   *     the dependencies to add
   */
  public static void require() {
    Nd4jLibrary.require();
  }

  /** Which dependencies have to be added before distances can be computed; empty where all are. */
  public static Optional<String> missing() {
    try {
      require();
      return Optional.empty();
    } catch (MetricsException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /**
   * The distance between two sets of features.
   *
   * @param a (count, dimension)
   * @param b (count, dimension)
   * @throws MetricsException if the dimensions differ, or there are fewer than two features
   */
  public static double between(FloatTensor a, FloatTensor b) {
    return between(FeatureStatistics.of(a), FeatureStatistics.of(b));
  }

  /**
   * The distance between two sets of features.
   *
   * @throws MetricsException if the dimensions differ, or there are fewer than two features
   */
  public static double between(FeatureStatistics a, FeatureStatistics b) {
    return between(a.gaussian(), b.gaussian());
  }

  /**
   * The distance between two distributions.
   *
   * @throws MetricsException if the dimensions differ, or a matrix is no covariance
   */
  public static double between(Gaussian a, Gaussian b) {
    int n = a.dimension();
    if (b.dimension() != n) {
      throw new MetricsException(
          "Distributions of " + n + " and of " + b.dimension() + " dimensions can't be compared.");
    }
    double distance = 0;
    for (int i = 0; i < n; i++) {
      double difference = a.mean()[i] - b.mean()[i];
      distance += difference * difference;
      distance += a.covariance()[i * n + i] + b.covariance()[i * n + i];
    }
    return distance - 2 * traceOfRoot(a.covariance(), b.covariance(), n);
  }

  private static double traceOfRoot(double[] a, double[] b, int n) {
    Optional<Double> trace = ProductRoot.trace(a, b, n);
    return trace
        .or(() -> ProductRoot.trace(withOffset(a, n), withOffset(b, n), n))
        .orElseThrow(
            () ->
                new MetricsException(
                    "The covariances have no root of their product, even with "
                        + OFFSET
                        + " added to their diagonals."));
  }

  private static double[] withOffset(double[] matrix, int n) {
    double[] result = matrix.clone();
    for (int i = 0; i < n; i++) {
      result[i * n + i] += OFFSET;
    }
    return result;
  }
}
