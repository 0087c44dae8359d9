package io.asva.core.image;

import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;

/**
 * An antialiased resize of planar images, as PyTorch's {@code interpolate(antialias=True,
 * align_corners=False)} does on floats, bit for bit on a processor with fused multiply-add: first
 * along the rows, then along the columns, with weights computed once for each. The last bit counts,
 * because images are truncated to bytes next.
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

  /**
   * Resizes images of bytes: what {@link #resize(FloatTensor, int, int, ResizeFilter)} makes of
   * {@link Pixels#toPlanes}, to the bit. Only one row at a time is turned into numbers, because a
   * photograph as numbers takes four times the memory that it takes as bytes.
   *
   * @param pixels (..., height, width, channels)
   * @return (..., channels, newHeight, newWidth), from 0 to 1 but for what the filter overshoots
   * @throws ImageException if a size is zero, negative or absurd, or there are fewer than three
   *     axes
   */
  public static FloatTensor resize(
      ByteTensor pixels, int newHeight, int newWidth, ResizeFilter filter) {
    Window whole = Window.whole(Pixels.planes(pixels.shape()));
    return resize(pixels, whole, newHeight, newWidth, filter);
  }

  /** Resizes a part of each plane, which isn't copied first. */
  static FloatTensor resize(
      FloatTensor image, Window window, int newHeight, int newWidth, ResizeFilter filter) {
    Shape shape = image.shape();
    if (isSame(shape, window, newHeight, newWidth)) {
      return image;
    }
    Shape result = result(shape, window, newHeight, newWidth);
    ResizeWeights rows = ResizeWeights.of(filter, window.width(), newWidth);
    ResizeWeights columns = ResizeWeights.of(filter, window.height(), newHeight);
    float[] out = new float[Math.toIntExact(result.elements())];
    float[] between = new float[window.height() * newWidth];
    int planes = Math.toIntExact(shape.elements(0, shape.rank() - 2));
    for (int plane = 0; plane < planes; plane++) {
      int top = plane * shape.dim(-2) + window.top();
      for (int y = 0; y < window.height(); y++) {
        int from = (top + y) * shape.dim(-1) + window.left();
        alongRow(image.values(), from, between, y * newWidth, newWidth, rows);
      }
      alongColumns(between, 0, out, plane * newHeight * newWidth, newHeight, newWidth, columns);
    }
    return new FloatTensor(result, out);
  }

  /** Resizes a part of each image of bytes. */
  static FloatTensor resize(
      ByteTensor pixels, Window window, int newHeight, int newWidth, ResizeFilter filter) {
    Shape shape = Pixels.planes(pixels.shape());
    if (isSame(shape, window, newHeight, newWidth)) {
      return Pixels.toPlanes(pixels);
    }
    Shape result = result(shape, window, newHeight, newWidth);
    ResizeWeights rows = ResizeWeights.of(filter, window.width(), newWidth);
    ResizeWeights columns = ResizeWeights.of(filter, window.height(), newHeight);
    int channels = shape.dim(-3);
    int width = window.width();
    int plane = Math.multiplyExact(window.height(), newWidth);
    float[] out = new float[Math.toIntExact(result.elements())];
    float[] between = new float[Math.multiplyExact(channels, plane)];
    float[] row = new float[Math.multiplyExact(channels, width)];
    int images = Math.toIntExact(shape.elements(0, shape.rank() - 3));
    for (int image = 0; image < images; image++) {
      int top = image * shape.dim(-2) + window.top();
      for (int y = 0; y < window.height(); y++) {
        int from = ((top + y) * shape.dim(-1) + window.left()) * channels;
        Pixels.toPlanes(pixels.values(), from, row, 0, width, channels);
        for (int c = 0; c < channels; c++) {
          alongRow(row, c * width, between, c * plane + y * newWidth, newWidth, rows);
        }
      }
      for (int c = 0; c < channels; c++) {
        int to = (image * channels + c) * newHeight * newWidth;
        alongColumns(between, c * plane, out, to, newHeight, newWidth, columns);
      }
    }
    return new FloatTensor(result, out);
  }

  private static boolean isSame(Shape shape, Window window, int newHeight, int newWidth) {
    if (newHeight < 1 || newWidth < 1) {
      throw new ImageException(
          "An image can't be resized to " + newHeight + "x" + newWidth + " (height x width).");
    }
    return window.isWhole(shape) && newHeight == shape.dim(-2) && newWidth == shape.dim(-1);
  }

  private static Shape result(Shape shape, Window window, int newHeight, int newWidth) {
    Shape result = shape.with(-2, newHeight).with(-1, newWidth);
    if (Math.max(result.elements(), (long) window.height() * newWidth) > LARGEST) {
      throw new ImageException(
          "Resizing " + shape + " to " + result + " would take more than 2 GiB; choose less.");
    }
    return result;
  }

  private static void alongRow(
      float[] in, int row, float[] out, int to, int newWidth, ResizeWeights w) {
    int[] first = w.first();
    int[] count = w.count();
    float[] weights = w.weights();
    for (int x = 0; x < newWidth; x++) {
      int from = row + first[x];
      int at = x * w.stride();
      float sum = 0;
      for (int k = 0; k < count[x]; k++) {
        sum = Math.fma(in[from + k], weights[at + k], sum);
      }
      out[to + x] = sum;
    }
  }

  private static void alongColumns(
      float[] in, int start, float[] out, int offset, int newHeight, int width, ResizeWeights w) {
    for (int y = 0; y < newHeight; y++) {
      int to = offset + y * width;
      for (int k = 0; k < w.count()[y]; k++) {
        int from = start + (w.first()[y] + k) * width;
        float weight = w.weights()[y * w.stride() + k];
        for (int x = 0; x < width; x++) {
          out[to + x] = Math.fma(in[from + x], weight, out[to + x]);
        }
      }
    }
  }
}
