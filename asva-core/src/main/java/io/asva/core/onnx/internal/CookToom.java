package io.asva.core.onnx.internal;

/**
 * The matrices of Winograd's short convolutions F(m, r): {@code m} outputs of a filter of {@code r}
 * taps from {@code n = m + r - 1} products, {@code y = output ((kernel g) * (input d))}.
 *
 * <p>They follow from evaluating polynomials at points, one of them infinity, by Toom and Cook's
 * construction (Blahut, Fast Algorithms for Signal Processing, chapter 5; Lavin and Gray, Fast
 * Algorithms for Convolutional Neural Networks, arXiv 1509.09308).
 *
 * @param outputs m
 * @param taps r
 * @param input (n, n), for the data
 * @param kernel (n, r), for the filter
 * @param output (m, n), for the products
 */
@SuppressWarnings("ArrayRecordComponent") // small constants that nobody outside this package sees
record CookToom(int outputs, int taps, double[][] input, double[][] kernel, double[][] output) {
  /** Two outputs of three taps. */
  static final CookToom F2 = of(2, 3, 0, 1, -1);

  /**
   * Four outputs of three taps. These points give under half the rounding error of the usual 0, 1,
   * -1, 2, -2 and are exact in binary.
   */
  static final CookToom F4 = of(4, 3, 0, 0.625, -0.625, 1.5, -1.5);

  /** Three outputs of two taps. */
  static final CookToom TWO_TAPS = of(3, 2, 0, 1, -1);

  private static CookToom of(int outputs, int taps, double... points) {
    int n = points.length + 1;
    double[][] input = new double[n][];
    double[][] kernel = new double[n][taps];
    double[][] output = new double[outputs][n];
    for (int j = 0; j < n; j++) {
      boolean infinite = j == n - 1;
      input[j] = polynomialOfRoots(points, j);
      for (int i = 0; i < taps; i++) {
        kernel[j][i] =
            infinite ? (i == taps - 1 ? 1 : 0) : Math.pow(points[j], i) / norm(points, j);
      }
      for (int i = 0; i < outputs; i++) {
        output[i][j] = infinite ? (i == outputs - 1 ? 1 : 0) : Math.pow(points[j], i);
      }
    }
    return new CookToom(outputs, taps, input, kernel, output);
  }

  /** Coefficients of the product of (x - point) over all points but one, lowest first. */
  private static double[] polynomialOfRoots(double[] points, int without) {
    double[] product = new double[points.length + 1];
    product[0] = 1;
    int degree = 0;
    for (int k = 0; k < points.length; k++) {
      if (k != without) {
        for (int i = ++degree; i >= 0; i--) {
          product[i] = (i == 0 ? 0 : product[i - 1]) - points[k] * product[i];
        }
      }
    }
    return product;
  }

  private static double norm(double[] points, int j) {
    double product = 1;
    for (int k = 0; k < points.length; k++) {
      product *= k == j ? 1 : points[j] - points[k];
    }
    return product;
  }

  /** n: products in one dimension. */
  int products() {
    return outputs + taps - 1;
  }

  /** The data's matrix for two dimensions, (n^2, n^2) row-major. */
  float[] input2d() {
    return kronecker(input);
  }

  /** The products' matrix for two dimensions, (m^2, n^2) row-major. */
  float[] output2d() {
    return kronecker(output);
  }

  private static float[] kronecker(double[][] a) {
    int rows = a.length;
    int columns = a[0].length;
    float[] result = new float[rows * rows * columns * columns];
    for (int i = 0; i < rows * rows; i++) {
      for (int j = 0; j < columns * columns; j++) {
        result[i * columns * columns + j] =
            (float) (a[i / rows][j / columns] * a[i % rows][j % columns]);
      }
    }
    return result;
  }
}
