package io.asva.core.onnx.internal;

import io.asva.core.onnx.WeightTransform;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Transforms the weight (out, in, 3, 3) of a convolution into ((m+2)^2, out, in), a matrix for each
 * product of Winograd's short convolutions. Computed in double precision, rounded once.
 *
 * @param weight the weight's name
 * @param scheme the short convolution
 */
record WinogradWeights(String weight, CookToom scheme) implements WeightTransform {
  private static final int TAPS = 9;
  private static final int ROWS = 8;

  @Override
  public String formula() {
    return "winograd " + Arrays.deepToString(scheme.kernel());
  }

  @Override
  public void compute(Weights weights, ByteBuffer bytes) {
    FloatBuffer target = bytes.asFloatBuffer();
    WeightRows source = new WeightRows(weights, weight);
    int in = source.rowElements() / TAPS;
    int n = scheme.products();
    int out = target.capacity() / (n * n * in);
    double[][] taps = new double[TAPS][in];
    double[][] columns = new double[n * 3][in];
    float[] result = new float[in];
    for (int first = 0; first < out; first += ROWS) {
      int count = Math.min(ROWS, out - first);
      float[] rows = source.read(first, count);
      for (int r = 0; r < count; r++) {
        separate(rows, r * in * TAPS, taps);
        for (int a = 0; a < n; a++) {
          for (int j = 0; j < 3; j++) {
            combine(scheme.kernel()[a], taps[j], taps[3 + j], taps[6 + j], columns[3 * a + j]);
          }
        }
        for (int a = 0; a < n; a++) {
          for (int b = 0; b < n; b++) {
            double[] k = scheme.kernel()[b];
            round(k, columns[3 * a], columns[3 * a + 1], columns[3 * a + 2], result);
            target.put(((a * n + b) * out + first + r) * in, result);
          }
        }
      }
    }
  }

  private static void separate(float[] row, int offset, double[][] taps) {
    for (int t = 0; t < TAPS; t++) {
      double[] tap = taps[t];
      for (int i = 0; i < tap.length; i++) {
        tap[i] = row[offset + i * TAPS + t];
      }
    }
  }

  private static void combine(double[] k, double[] x, double[] y, double[] z, double[] result) {
    double k0 = k[0];
    double k1 = k[1];
    double k2 = k[2];
    for (int i = 0; i < result.length; i++) {
      result[i] = k0 * x[i] + k1 * y[i] + k2 * z[i];
    }
  }

  private static void round(double[] k, double[] x, double[] y, double[] z, float[] result) {
    double k0 = k[0];
    double k1 = k[1];
    double k2 = k[2];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (k0 * x[i] + k1 * y[i] + k2 * z[i]);
    }
  }
}
