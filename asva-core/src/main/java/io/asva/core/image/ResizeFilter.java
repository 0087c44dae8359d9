package io.asva.core.image;

/**
 * The kernel of an antialiased resize. When shrinking it is stretched by the scale, so that every
 * input pixel counts.
 */
public enum ResizeFilter {
  /** A triangle over 2 pixels. */
  BILINEAR(2) {
    @Override
    double at(double x) {
      double distance = Math.abs(x);
      return distance < 1 ? 1 - distance : 0;
    }
  },
  /** Keys' cubic with a = -0.5 over 4 pixels; it overshoots, results aren't clamped. */
  BICUBIC(4) {
    @Override
    double at(double x) {
      double distance = Math.abs(x);
      if (distance < 1) {
        return ((A + 2) * distance - (A + 3)) * distance * distance + 1;
      }
      return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * A : 0;
    }
  };

  private static final double A = -0.5;
  private final int width;

  ResizeFilter(int width) {
    this.width = width;
  }

  /** Pixels under the kernel where nothing is shrunk. */
  int width() {
    return width;
  }

  abstract double at(double x);
}
