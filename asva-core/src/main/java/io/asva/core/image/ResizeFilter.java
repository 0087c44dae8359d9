package io.asva.core.image;

/**
 * The kernel of an antialiased resize. When shrinking it is stretched by the scale, so that every
 * input pixel counts.
 */
public enum ResizeFilter {
  /** A triangle over 2 pixels. */
  BILINEAR(2) {
    @Override
    float at(float x) {
      float distance = Math.abs(x);
      return distance < 1 ? 1 - distance : 0;
    }
  },
  /** Keys' cubic with a = -0.5 over 4 pixels; it overshoots, results aren't clamped. */
  BICUBIC(4) {
    @Override
    float at(float x) {
      float distance = Math.abs(x);
      // Rounded where PyTorch's compiled code rounds.
      if (distance < 1) {
        return Math.fma(Math.fma(A + 2, distance, -(A + 3)) * distance, distance, 1f);
      }
      return distance < 2
          ? Math.fma(Math.fma(Math.fma(A, distance, -5 * A), distance, 8 * A), distance, -4 * A)
          : 0;
    }
  };

  private static final float A = -0.5f;
  private final int width;

  ResizeFilter(int width) {
    this.width = width;
  }

  /** Pixels under the kernel where nothing is shrunk. */
  int width() {
    return width;
  }

  abstract float at(float x);
}
