package io.asva.metrics.frechet;

import io.asva.metrics.MetricsException;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The trace of the square root of a product of two covariances. */
final class ProductRoot {
  private static final double LARGEST_IMAGINARY_PART = 1e-3;

  private ProductRoot() {}

  /**
   * The trace, or nothing if no eigenvalues are found or they are not finite.
   *
   * @throws MetricsException if the root has an imaginary part
   */
  static Optional<Double> trace(double[] a, double[] b, int n) {
    Nd4jLibrary.require();
    EigenDecomposition_F64<DMatrixRMaj> first = decomposition(n, true);
    if (!first.decompose(symmetric(a, n))) {
      return Optional.empty();
    }
    double[] columns = new double[n * n]; // B^T, so that each eigenvector lies in one piece
    double largest = 0;
    double least = 0;
    for (int i = 0; i < n; i++) {
      double value = first.getEigenvalue(i).getReal();
      largest = Math.max(largest, value);
      least = Math.min(least, value);
      double scale = Math.sqrt(Math.max(0, value));
      DMatrixRMaj vector = first.getEigenVector(i);
      for (int k = 0; k < n; k++) {
        columns[i * n + k] = scale * vector.data[k];
      }
    }
    requireReal(least, largest);
    return trace(product(columns, b, n), n);
  }

  private static Optional<Double> trace(double[] product, int n) {
    EigenDecomposition_F64<DMatrixRMaj> second = decomposition(n, false);
    if (!second.decompose(symmetric(product, n))) {
      return Optional.empty();
    }
    double trace = 0;
    double largest = 0;
    double least = 0;
    for (int i = 0; i < n; i++) {
      double value = second.getEigenvalue(i).getReal();
      largest = Math.max(largest, value);
      least = Math.min(least, value);
      trace += Math.sqrt(Math.max(0, value));
    }
    if (!Double.isFinite(trace)) {
      return Optional.empty();
    }
    requireReal(least, largest);
    return Optional.of(trace);
  }

  /** The root of a negative eigenvalue is imaginary; rounding alone makes it tiny beside others. */
  private static void requireReal(double least, double largest) {
    double imaginary = Math.sqrt(-least);
    if (imaginary > LARGEST_IMAGINARY_PART * Math.max(1, Math.sqrt(largest))) {
      throw new MetricsException(
          "The root of the covariances' product has an imaginary part of "
              + imaginary
              + ": a matrix with negative eigenvalues is no covariance.");
    }
  }

  private static double[] product(double[] columns, double[] b, int n) {
    try (INDArray left = Nd4j.createFromArray(columns).reshape('c', n, n);
        INDArray middle = Nd4j.createFromArray(b).reshape('c', n, n);
        INDArray half = left.mmul(middle);
        INDArray right = left.transpose();
        INDArray all = half.mmul(right);
        INDArray rows = all.dup('c')) {
      return rows.data().asDouble();
    }
  }

  private static EigenDecomposition_F64<DMatrixRMaj> decomposition(int n, boolean vectors) {
    return DecompositionFactory_DDRM.eig(n, vectors, true);
  }

  /** A copy with what rounding made of the two halves averaged. */
  private static DMatrixRMaj symmetric(double[] matrix, int n) {
    double[] result = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        result[i * n + j] = (matrix[i * n + j] + matrix[j * n + i]) / 2;
      }
    }
    return DMatrixRMaj.wrap(n, n, result);
  }
}
