package io.asva.core.image;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;

/**
 * An antialiased resize of planar pictures, as PyTorch's {@code interpolate(antialias=True,
 * align_corners=False)} does on floats, bit for bit on a processor with fused multiply-add: first
 * along the rows, then along the columns, with weights computed once for each. The last bit counts,
 * because pictures are truncated to bytes next.
 *
 * <p>Stateless.
 */
public final class ImageResizer {
  private static final long LARGEST = 1L << 29;

  private ImageResizer() {}

  /**
   * Resizes the last two axes.
   *
   * @param image (..., height, width)
   * @return (..., newHeight, newWidth); the image itself where the size stays
   * @throws ImageException if a size is zero, negative or absurd
   */
  public static FloatTensor resize(
      FloatTensor image, int newHeight, int newWidth, ResizeFilter filter) {
    return resize(image, Window.whole(image.shape()), newHeight, newWidth, filter);
  }

  /** Resizes a part of each plane, which isn't copied first. */
  static FloatTensor resize(
      FloatTensor image, Window window, int newHeight, int newWidth, ResizeFilter filter) {
    if (newHeight < 1 || newWidth < 1) {
      throw new ImageException(
          "A picture can't be resized to " + newHeight + "x" + newWidth + " (height x width).");
    }
    Shape shape = image.shape();
    int height = shape.dim(-2);
    int width = shape.dim(-1);
    if (window.isWhole(shape) && newHeight == height && newWidth == width) {
      return image;
    }
    Shape result = shape.with(-2, newHeight).with(-1, newWidth);
    if (Math.max(result.elements(), (long) window.height() * newWidth) > LARGEST) {
      throw new ImageException(
          "Resizing " + shape + " to " + result + " would take more than 2 GiB; choose less.");
    }
    ResizeWeights rows = ResizeWeights.of(filter, window.width(), newWidth);
    ResizeWeights columns = ResizeWeights.of(filter, window.height(), newHeight);
    float[] out = new float[Math.toIntExact(result.elements())];
    float[] between = new float[Math.multiplyExact(window.height(), newWidth)];
    int planes = Math.toIntExact(shape.elements(0, shape.rank() - 2));
    for (int plane = 0; plane < planes; plane++) {
      int from = (plane * height + window.top()) * width + window.left();
      alongRows(image.values(), from, width, between, window.height(), newWidth, rows);
      alongColumns(between, out, plane * newHeight * newWidth, newHeight, newWidth, columns);
    }
    return new FloatTensor(result, out);
  }

  private static void alongRows(
      float[] in, int offset, int pitch, float[] out, int height, int newWidth, ResizeWeights w) {
    int[] first = w.first();
    int[] count = w.count();
    float[] weights = w.weights();
    for (int y = 0; y < height; y++) {
      int row = offset + y * pitch;
      for (int x = 0; x < newWidth; x++) {
        int from = row + first[x];
        int at = x * w.stride();
        float sum = 0;
        for (int k = 0; k < count[x]; k++) {
          sum = Math.fma(in[from + k], weights[at + k], sum);
        }
        out[y * newWidth + x] = sum;
      }
    }
  }

  private static void alongColumns(
      float[] in, float[] out, int offset, int newHeight, int width, ResizeWeights w) {
    for (int y = 0; y < newHeight; y++) {
      int to = offset + y * width;
      for (int k = 0; k < w.count()[y]; k++) {
        int from = (w.first()[y] + k) * width;
        float weight = w.weights()[y * w.stride() + k];
        for (int x = 0; x < width; x++) {
          out[to + x] = Math.fma(in[from + x], weight, out[to + x]);
        }
      }
    }
  }
}
