package io.asva.core.onnx.internal;

import io.asva.core.graph.op.Weight;
import io.asva.core.onnx.WeightTransform;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;

/**
 * A matrix (out, in) as integers of 8 bits, symmetrically quantised with a scale for each output
 * channel: {@code w = scale * q}, the largest of a channel being 127.
 *
 * @param weight the weight's name
 * @param firstRow the first output channel
 * @param rows how many output channels
 * @param part which of the two tensors to make
 */
record Int8Weights(String weight, int firstRow, int rows, Part part) implements WeightTransform {
  private static final int LARGEST = 127;
  private static final int BLOCK = 64;

  enum Part {
    /** {@code q} transposed: (in, out), as ONNX Runtime's product takes it. */
    MATRIX,
    /** {@code scale}: (out). */
    SCALES
  }

  Int8Weights(Weight weight, Part part) {
    this(weight.name(), weight.firstRow(), weight.shape().dim(0), part);
  }

  @Override
  public String formula() {
    return "int8 " + part + " of rows " + firstRow + " to " + (firstRow + rows);
  }

  @Override
  public void compute(Weights weights, ByteBuffer target) {
    WeightRows source = new WeightRows(weights, weight);
    int in = source.rowElements();
    for (int first = 0; first < rows; first += BLOCK) {
      int count = Math.min(BLOCK, rows - first);
      float[] values = source.read(firstRow + first, count);
      float[] scales = scales(values, count, in);
      if (part == Part.SCALES) {
        target.asFloatBuffer().put(first, scales);
      } else {
        quantise(values, scales, in, first, target);
      }
    }
  }

  private static float[] scales(float[] values, int count, int in) {
    float[] scales = new float[count];
    for (int r = 0; r < count; r++) {
      float largest = 0;
      for (int i = r * in; i < (r + 1) * in; i++) {
        largest = Math.max(largest, Math.abs(values[i]));
      }
      scales[r] = largest / LARGEST;
    }
    return scales;
  }

  private void quantise(float[] values, float[] scales, int in, int first, ByteBuffer target) {
    byte[] column = new byte[scales.length];
    for (int i = 0; i < in; i++) {
      for (int r = 0; r < scales.length; r++) {
        column[r] = scales[r] == 0 ? 0 : (byte) Math.rint(values[r * in + i] / scales[r]);
      }
      target.put(i * rows + first, column);
    }
  }
}
