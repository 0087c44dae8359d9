package io.asva.media.internal;

import io.asva.media.Image;

/**
 * How a stored image is turned or mirrored to stand upright, in the order of the EXIF tag's values
 * 1 to 8. A pixel at (x, y) goes to (a x + c y, b x + d y), shifted back to the corner.
 */
enum Orientation {
  UPRIGHT(1, 0, 0, 1, 0),
  MIRRORED(-1, 0, 0, 1, 0),
  HALF_TURN(-1, 0, 0, -1, 180),
  FLIPPED(1, 0, 0, -1, 180),
  TRANSPOSED(0, 1, 1, 0, 90),
  QUARTER_TURN(0, 1, -1, 0, 90),
  TRANSVERSED(0, -1, -1, 0, 270),
  THREE_QUARTER_TURN(0, -1, 1, 0, 270);

  private final int a;
  private final int b;
  private final int c;
  private final int d;
  private final int degrees;

  Orientation(int a, int b, int c, int d, int degrees) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    this.degrees = degrees;
  }

  /** The orientation for a value of the EXIF tag; upright for values that mean nothing. */
  static Orientation ofExif(int value) {
    return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
  }

  /** The orientation nearest to an FFmpeg display matrix of nine numbers; upright for a tilt. */
  static Orientation ofMatrix(int[] matrix) {
    for (Orientation each : values()) {
      if (each.a == Integer.signum(matrix[0])
          && each.b == Integer.signum(matrix[1])
          && each.c == Integer.signum(matrix[3])
          && each.d == Integer.signum(matrix[4])) {
        return each;
      }
    }
    return UPRIGHT;
  }

  /** Whether width and height change places. */
  boolean swapsSides() {
    return a == 0;
  }

  /** The clockwise turn in degrees, apart from any mirroring. */
  int degrees() {
    return degrees;
  }

  /** The image as it should be seen. */
  Image apply(Image stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int w = stored.width();
    int h = stored.height();
    byte[] to = new byte[stored.rgb().length];
    for (int y = 0; y < h; y++) {
      turn(stored.rgb(), y * w * 3, y, w, h, to);
    }
    return new Image(swapsSides() ? h : w, swapsSides() ? w : h, to);
  }

  /**
   * Puts a row of an image of w x h pixels where it should be seen.
   *
   * @param from holds the row's pixels, of three bytes each
   * @param at where in it they begin
   * @param y the row's number
   * @param to the pixels of the image as it should be seen
   */
  void turn(byte[] from, int at, int y, int w, int h, byte[] to) {
    int width = swapsSides() ? h : w;
    int height = swapsSides() ? w : h;
    int left = a < 0 || c < 0 ? width - 1 : 0;
    int top = b < 0 || d < 0 ? height - 1 : 0;
    for (int x = 0, pixel = at; x < w; x++, pixel += 3) {
      int target = ((top + b * x + d * y) * width + left + a * x + c * y) * 3;
      to[target] = from[pixel];
      to[target + 1] = from[pixel + 1];
      to[target + 2] = from[pixel + 2];
    }
  }
}
