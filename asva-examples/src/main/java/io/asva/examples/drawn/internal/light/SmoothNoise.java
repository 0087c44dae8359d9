package io.asva.examples.drawn.internal.light;

import io.asva.core.random.SplitMix64;

/**
 * Random values that change smoothly from place to place (value noise, Perlin's forerunner), the
 * same on every machine. Immutable.
 *
 * @param seed what they follow from
 */
record SmoothNoise(long seed) {
  private static final long ROW = 0xC2B2AE3D27D4EB4FL; // odd, like SplitMix64's step

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
    return 2 * SplitMix64.unit(SplitMix64.mix(seed + SplitMix64.GAMMA * x + ROW * y)) - 1;
  }

  private static double mixed(double a, double b, double share) {
    return a + (b - a) * share;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }
}
