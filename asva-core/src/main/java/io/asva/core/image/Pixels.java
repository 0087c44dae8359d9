package io.asva.core.image;

import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;

/** Conversions between interleaved bytes and planar numbers. */
public final class Pixels {
  private Pixels() {}

  /**
   * Bytes as numbers from 0 to 1: each value divided by 255.
   *
   * @param pixels (..., height, width, channels)
   * @return (..., channels, height, width)
   * @throws ImageException if there are fewer than three axes
   */
  public static FloatTensor toPlanes(ByteTensor pixels) {
    Shape shape = pixels.shape();
    requireThreeAxes(shape);
    int channels = shape.dim(-1);
    int area = Math.multiplyExact(shape.dim(-3), shape.dim(-2));
    byte[] in = pixels.values();
    float[] out = new float[in.length];
    for (int image = 0; image < in.length; image += area * channels) {
      toPlanes(in, image, out, image, area, channels);
    }
    return new FloatTensor(planes(shape), out);
  }

  /** Turns a run of {@code count} pixels into as many numbers in each of the planes. */
  static void toPlanes(byte[] in, int from, float[] out, int to, int count, int channels) {
    for (int c = 0; c < channels; c++) {
      int plane = to + c * count;
      for (int i = 0, at = from + c; i < count; i++, at += channels) {
        out[plane + i] = (in[at] & 0xFF) / 255f;
      }
    }
  }

  /** The shape of pixels (..., height, width, channels) as planes. */
  static Shape planes(Shape pixels) {
    requireThreeAxes(pixels);
    return permuted(pixels, -1, -3, -2);
  }

  /**
   * Numbers from 0 to 1 as bytes: 255 times each, the fraction dropped, as the reference does (it
   * doesn't round). Values outside are clamped, what is not a number becomes 0.
   *
   * @param planes (..., channels, height, width)
   * @return (..., height, width, channels)
   * @throws ImageException if there are fewer than three axes
   */
  public static ByteTensor toBytes(FloatTensor planes) {
    Shape shape = planes.shape();
    requireThreeAxes(shape);
    int channels = shape.dim(-3);
    int area = Math.multiplyExact(shape.dim(-2), shape.dim(-1));
    float[] in = planes.values();
    byte[] out = new byte[in.length];
    for (int image = 0; image < in.length; image += area * channels) {
      for (int c = 0; c < channels; c++) {
        int from = image + c * area;
        for (int i = 0, to = image + c; i < area; i++, to += channels) {
          out[to] = (byte) Math.max(0, Math.min(255, (int) (255 * in[from + i])));
        }
      }
    }
    return new ByteTensor(permuted(shape, -2, -1, -3), out);
  }

  private static void requireThreeAxes(Shape shape) {
    if (shape.rank() < 3) {
      throw new ImageException("An image needs height, width and channels; found " + shape + ".");
    }
  }

  private static Shape permuted(Shape shape, int first, int second, int third) {
    return shape.with(-3, shape.dim(first)).with(-2, shape.dim(second)).with(-1, shape.dim(third));
  }
}
