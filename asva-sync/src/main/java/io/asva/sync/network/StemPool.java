package io.asva.sync.network;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The end of the video network's stem: adds what neighbouring frames contribute, cuts off below
 * zero, and takes the largest of each 3x3 window at a stride of two. A plain loop, because it reads
 * each contribution once where graph operations would write every intermediate result to memory.
 *
 * @param bias one number a channel
 */
@SuppressWarnings("ArrayRecordComponent") // read by one loop
record StemPool(float[] bias) {

  /**
   * Pools a sum of contributions.
   *
   * @param parts two or three, each (1, rows, columns, channels)
   * @return (rows / 2, columns / 2, channels), halves rounded up
   */
  FloatTensor pool(List<FloatTensor> parts) {
    Shape shape = parts.get(0).shape();
    int rows = shape.dim(1);
    int columns = shape.dim(2);
    int channels = shape.dim(3);
    int outRows = (rows + 1) / 2;
    int outColumns = (columns + 1) / 2;
    float[] out = new float[outRows * outColumns * channels];
    float[][] sources = parts.stream().map(FloatTensor::values).toArray(float[][]::new);
    IntStream.range(0, outRows)
        .parallel()
        .forEach(y -> poolRow(sources, rows, columns, channels, y, out));
    return FloatTensor.of(out, outRows, outColumns, channels);
  }

  private void poolRow(
      float[][] sources, int rows, int columns, int channels, int outRow, float[] out) {
    // The maximum over the window's rows first, then over its columns.
    float[] largest = new float[columns * channels];
    Arrays.fill(largest, 0); // relu: what is below zero counts as zero
    float[] sum = new float[columns * channels];
    for (int y = Math.max(0, 2 * outRow - 1); y <= Math.min(rows - 1, 2 * outRow + 1); y++) {
      for (int x = 0; x < columns; x++) {
        System.arraycopy(bias, 0, sum, x * channels, channels);
      }
      int from = y * columns * channels;
      for (float[] source : sources) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += source[from + i];
        }
      }
      for (int i = 0; i < sum.length; i++) {
        largest[i] = Math.max(largest[i], sum[i]);
      }
    }
    int outColumns = (columns + 1) / 2;
    int to = outRow * outColumns * channels;
    for (int column = 0; column < outColumns; column++, to += channels) {
      for (int x = Math.max(0, 2 * column - 1); x <= Math.min(columns - 1, 2 * column + 1); x++) {
        for (int c = 0; c < channels; c++) {
          out[to + c] = Math.max(out[to + c], largest[x * channels + c]);
        }
      }
    }
  }
}
