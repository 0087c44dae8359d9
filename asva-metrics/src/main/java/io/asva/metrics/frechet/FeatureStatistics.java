package io.asva.metrics.frechet;

import io.asva.core.tensor.FloatTensor;
import io.asva.metrics.MetricsException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mean and covariance of features that come in portions, in double precision. What is kept is one
 * matrix, however many features come: 32 MB for FID's 2048 dimensions.
 *
 * <p>Portions are joined by the pairwise update of Chan, Golub and LeVeque (1983), so that the
 * result doesn't suffer from a mean that is large beside the deviations.
 *
 * <p>Not safe for use by several threads.
 */
public final class FeatureStatistics {
  private static final int MAX_DIMENSION = 4096;

  private final int dimension;
  private final INDArray mean;
  private final INDArray scatter; // sum of (x - mean)(x - mean)^T
  private long count;

  private FeatureStatistics(int dimension) {
    Nd4jLibrary.require();
    this.dimension = dimension;
    this.mean = Nd4j.zeros(DataType.DOUBLE, 1, dimension);
    this.scatter = Nd4j.create(DataType.DOUBLE, new long[] {dimension, dimension}, 'f');
  }

  /**
   * Statistics of no features yet.
   *
   * @param dimension numbers of a feature, at most 4096
   * @throws MetricsException if it is out of range, or ND4J is missing, which is an optional
   *     dependency
   */
  public static FeatureStatistics ofDimension(int dimension) {
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new MetricsException(
          "Features must have 1 to " + MAX_DIMENSION + " numbers each, not " + dimension + ".");
    }
    return new FeatureStatistics(dimension);
  }

  /** Statistics of some features (n, dimension). */
  public static FeatureStatistics of(FloatTensor features) {
    requireRows(features);
    return ofDimension(features.shape().dim(1)).add(features);
  }

  /**
   * Takes further features.
   *
   * @param features (n, dimension)
   * @return this
   * @throws MetricsException if they are of another dimension, or one is not a finite number; then
   *     nothing is taken
   */
  public FeatureStatistics add(FloatTensor features) {
    requireRows(features);
    int n = features.shape().dim(0);
    if (features.shape().dim(1) != dimension) {
      throw new MetricsException(
          "Features of "
              + features.shape().dim(1)
              + " numbers can't join features of "
              + dimension
              + ".");
    }
    requireFinite(features);
    if (n == 0) {
      return this;
    }
    long total = count + n;
    try (INDArray single = Nd4j.createFromArray(features.values()).reshape(n, dimension);
        INDArray rows = single.castTo(DataType.DOUBLE);
        INDArray portion = rows.mean(true, 0);
        INDArray shift = portion.sub(mean)) {
      rows.subiRowVector(portion);
      Nd4j.gemm(rows, rows, scatter, true, false, 1, 1);
      Nd4j.gemm(shift, shift, scatter, true, false, (double) count * n / total, 1);
      mean.addi(shift.muli((double) n / total));
    }
    count = total;
    return this;
  }

  /** Number of features so far. */
  public long count() {
    return count;
  }

  /** Numbers of a feature. */
  public int dimension() {
    return dimension;
  }

  /**
   * Their mean and unbiased covariance.
   *
   * @throws MetricsException if there are fewer than two features
   */
  public Gaussian gaussian() {
    if (count < 2) {
      throw new MetricsException(
          "A covariance takes at least 2 features; there " + (count == 1 ? "is 1." : "are none."));
    }
    try (INDArray covariance = scatter.div(count - 1)) {
      return new Gaussian(mean.data().asDouble(), covariance.data().asDouble());
    }
  }

  private static void requireRows(FloatTensor features) {
    if (features.shape().rank() != 2) {
      throw new MetricsException(
          "Features must be (count, numbers of a feature), not " + features.shape() + ".");
    }
  }

  private void requireFinite(FloatTensor features) {
    float[] values = features.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new MetricsException(
            "Number "
                + i % dimension
                + " of feature "
                + (count + i / dimension)
                + " is "
                + values[i]
                + "; the network that made it, or its input, is broken.");
      }
    }
  }
}
