package io.asva.media.internal;

import io.asva.media.Image;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * An image as BT.601 YUV of full range, with one colour sample for each 2x2 pixels (4:2:0).
 *
 * <p>It is made for readers that repeat a colour sample for its four pixels and round down what the
 * colour adds to red, green and blue, as FFmpeg's swscale does unless told otherwise, and so PyAV,
 * torchvision and {@link RgbConverter}. For them the colour is the mean of the four pixels'
 * colours, and each pixel's luma is the one with which that colour comes nearest to the pixel: no
 * other choice has a smaller squared error, but for the colour's own rounding. Full range has steps
 * that are a seventh finer than the usual range's.
 */
final class YuvImage {
  private static final double RED = 0.299;
  private static final double BLUE = 0.114;
  private static final double GREEN = 1 - RED - BLUE;
  private static final double RED_PER_V = 2 * (1 - RED);
  private static final double BLUE_PER_U = 2 * (1 - BLUE);
  private static final double GREEN_PER_V = -RED * RED_PER_V / GREEN;
  private static final double GREEN_PER_U = -BLUE * BLUE_PER_U / GREEN;
  private static final int MIDDLE = 128;

  private final Image image;
  private final int width;
  private final int height;
  private final byte[] y;
  private final byte[] u;
  private final byte[] v;

  /**
   * Converts an image.
   *
   * @param width even, at most one more than the image's; its last column is then repeated
   * @param height even, at most one more than the image's; its last row is then repeated
   */
  YuvImage(Image image, int width, int height) {
    this.image = image;
    this.width = width;
    this.height = height;
    y = new byte[width * height];
    u = new byte[width * height / 4];
    v = new byte[width * height / 4];
    for (int row = 0; row < height; row += 2) {
      for (int column = 0; column < width; column += 2) {
        convert(column, row);
      }
    }
  }

  private void convert(int column, int row) {
    double sumU = 0;
    double sumV = 0;
    for (int i = 0; i < 4; i++) {
      int at = pixel(column + i % 2, row + i / 2);
      double luma = RED * value(at) + GREEN * value(at + 1) + BLUE * value(at + 2);
      sumU += (value(at + 2) - luma) / BLUE_PER_U;
      sumV += (value(at) - luma) / RED_PER_V;
    }
    int chroma = row / 2 * (width / 2) + column / 2;
    u[chroma] = rounded(MIDDLE + sumU / 4);
    v[chroma] = rounded(MIDDLE + sumV / 4);
    double added = added((u[chroma] & 0xFF) - MIDDLE, (v[chroma] & 0xFF) - MIDDLE);
    for (int i = 0; i < 4; i++) {
      int at = pixel(column + i % 2, row + i / 2);
      double sum = value(at) + value(at + 1) + value(at + 2);
      y[(row + i / 2) * width + column + i % 2] = rounded((sum - added) / 3);
    }
  }

  /** The sum over red, green and blue that a reader adds to the luma for a colour. */
  private static double added(int u, int v) {
    return Math.floor(RED_PER_V * v)
        + Math.floor(GREEN_PER_U * u)
        + Math.floor(GREEN_PER_V * v)
        + Math.floor(BLUE_PER_U * u);
  }

  private int pixel(int column, int row) {
    int x = Math.min(column, image.width() - 1);
    return 3 * (Math.min(row, image.height() - 1) * image.width() + x);
  }

  private int value(int at) {
    return image.rgb()[at] & 0xFF;
  }

  private static byte rounded(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }

  /** Copies the planes into a frame of this size in the format YUVJ420P. */
  void copyTo(AVFrame frame) {
    copy(y, frame, 0, width, height);
    copy(u, frame, 1, width / 2, height / 2);
    copy(v, frame, 2, width / 2, height / 2);
  }

  private static void copy(byte[] plane, AVFrame frame, int index, int width, int height) {
    int stride = frame.linesize(index);
    BytePointer data = frame.data(index).capacity((long) stride * height);
    for (int row = 0; row < height; row++) {
      data.position((long) row * stride).put(plane, row * width, width);
    }
  }
}
