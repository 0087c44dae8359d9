package io.asva.media.internal;

import io.asva.media.Picture;

/** A canvas on which pictures are laid. */
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

  /** The picture that one picture makes on this canvas; itself where it is as large. */
  static Picture lay(Picture picture, int left, int top, int width, int height, int colour) {
    if (left == 0 && top == 0 && picture.width() == width && picture.height() == height) {
      return picture;
    }
    return new Canvas(width, height, colour).lay(picture, left, top).picture();
  }

  /** Lays a picture; what lies outside the canvas is cut off. */
  Canvas lay(Picture picture, int left, int top) {
    int from = Math.max(0, -left);
    int to = Math.min(picture.width(), width - left);
    for (int y = Math.max(0, -top);
        y < Math.min(picture.height(), height - top) && from < to;
        y++) {
      System.arraycopy(
          picture.rgb(),
          3 * (y * picture.width() + from),
          rgb,
          3 * ((top + y) * width + left + from),
          3 * (to - from));
    }
    return this;
  }

  Picture picture() {
    return new Picture(width, height, rgb);
  }
}
