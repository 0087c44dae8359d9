package io.asva.core.onnx.internal;

import io.asva.core.onnx.WeightTransform;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Transforms the weight (c, 3c) of a layer over time, which is {@code [W0 W1 W2]} side by side.
 *
 * @param weight the weight's name
 * @param part which matrices to make
 */
record ConvTempWeights(String weight, Part part) implements WeightTransform {
  private static final int ROWS = 32;

  enum Part {
    /** {@code W0}, (c, c). */
    FIRST_FRAME,
    /**
     * A matrix for each product of {@link CookToom#TWO_TAPS} with the taps {@code W1} and {@code I
     * + W2}, (products, c, c).
     */
    PREVIOUS_AND_PRESENT
  }

  @Override
  public String formula() {
    return part == Part.FIRST_FRAME
        ? "conv_temp first"
        : "conv_temp " + Arrays.deepToString(CookToom.TWO_TAPS.kernel());
  }

  @Override
  public void compute(Weights weights, ByteBuffer bytes) {
    FloatBuffer target = bytes.asFloatBuffer();
    WeightRows source = new WeightRows(weights, weight);
    int c = source.rowElements() / 3;
    float[] result = new float[c];
    for (int first = 0; first < c; first += ROWS) {
      int count = Math.min(ROWS, c - first);
      float[] rows = source.read(first, count);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (part == Part.FIRST_FRAME) {
          target.put(row * c, rows, r * 3 * c, c);
        } else {
          double[][] kernel = CookToom.TWO_TAPS.kernel();
          for (int j = 0; j < kernel.length; j++) {
            mix(rows, (3 * r + 1) * c, kernel[j], row, result);
            target.put((j * c + row) * c, result);
          }
        }
      }
    }
  }

  /** One row of {@code k0 W1 + k1 (I + W2)}; W2's row follows W1's. */
  private static void mix(float[] rows, int offset, double[] k, int diagonal, float[] result) {
    int c = result.length;
    for (int i = 0; i < c; i++) {
      result[i] = (float) (k[0] * rows[offset + i] + k[1] * rows[offset + c + i]);
    }
    result[diagonal] =
        (float) (k[0] * rows[offset + diagonal] + k[1] * (1.0 + rows[offset + c + diagonal]));
  }
}
