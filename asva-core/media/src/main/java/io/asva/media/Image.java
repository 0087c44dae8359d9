package io.asva.media;

import io.asva.core.tensor.ByteTensor;
import java.awt.image.BufferedImage;

/**
 * An image of 8-bit RGB pixels.
 *
 * @param width pixels in a row
 * @param height rows
 * @param rgb red, green, blue of each pixel, row by row from the top left (height x width x 3), not
 *     copied
 */
@SuppressWarnings("ArrayRecordComponent") // a view over pixels; equality is by identity
public record Image(int width, int height, byte[] rgb) {

  /**
   * Checks that the array fits the size.
   *
   * @throws IllegalArgumentException if it does not, or the image is empty
   */
  public Image {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "an image of "
              + width
              + "x"
              + height
              + " needs "
              + 3L * width * height
              + " bytes and at least one pixel, not "
              + rgb.length
              + " bytes");
    }
  }

  /** One colour component, 0..255; channel 0 is red, 1 green, 2 blue. */
  public int value(int x, int y, int channel) {
    return rgb[(y * width + x) * 3 + channel] & 0xFF;
  }

  /** The same pixels as a tensor of height x width x 3, not copied. */
  public ByteTensor tensor() {
    return ByteTensor.of(rgb, height, width, 3);
  }

  /** A copy as an image of AWT. */
  public BufferedImage image() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at += 3) {
        row[x] = (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | (rgb[at + 2] & 0xFF);
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }
}
