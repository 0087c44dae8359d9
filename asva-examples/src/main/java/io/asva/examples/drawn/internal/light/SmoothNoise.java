package io.asva.examples.drawn.internal.light;

/**
 * Random values that change smoothly from place to place (value noise, Perlin's forerunner), the
 * same on every machine. Immutable.
 *
 * @param seed what they follow from
 */
record SmoothNoise(long seed) {

  /** A value from -1 to 1. */
  double at(double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double across = smooth(x - left);
    double down = smooth(y - top);
    double above = mixed(corner(left, top), corner(left + 1, top), across);
    double below = mixed(corner(left, top + 1), corner(left + 1, top + 1), across);
    return mixed(above, below, down);
  }

  /** Coarse and finer values together, -1 to 1. */
  double cloudy(double x, double y) {
    return (4 * at(x, y) + 2 * at(2 * x + 31, 2 * y) + at(4 * x, 4 * y + 57)) / 7;
  }

  private double corner(int x, int y) {
    long z = seed + 0x9E3779B97F4A7C15L * x + 0xC2B2AE3D27D4EB4FL * y;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 11) * 0x1p-52 - 1;
  }

  private static double mixed(double a, double b, double share) {
    return a + (b - a) * share;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }
}
