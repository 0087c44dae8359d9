package io.asva.media.internal;

import io.asva.media.Image;

/** A canvas on which images are laid. */
final class Canvas {
  static final int WHITE = 0xFFFFFF;

  private final int width;
  private final int height;
  private final byte[] rgb;

  /** A canvas of one colour, 0xRRGGBB. */
  Canvas(int width, int height, int colour) {
    this.width = width;
    this.height = height;
    this.rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) (colour >> 16);
      rgb[i + 1] = (byte) (colour >> 8);
      rgb[i + 2] = (byte) colour;
    }
  }

  /** The image that one image makes on this canvas; itself where it is as large. */
  static Image lay(Image image, int left, int top, int width, int height, int colour) {
    if (left == 0 && top == 0 && image.width() == width && image.height() == height) {
      return image;
    }
    return new Canvas(width, height, colour).lay(image, left, top).image();
  }

  /** Lays an image; what lies outside the canvas is cut off. */
  Canvas lay(Image image, int left, int top) {
    int from = Math.max(0, -left);
    int to = Math.min(image.width(), width - left);
    for (int y = Math.max(0, -top); y < Math.min(image.height(), height - top) && from < to; y++) {
      System.arraycopy(
          image.rgb(),
          3 * (y * image.width() + from),
          rgb,
          3 * ((top + y) * width + left + from),
          3 * (to - from));
    }
    return this;
  }

  Image image() {
    return new Image(width, height, rgb);
  }
}
