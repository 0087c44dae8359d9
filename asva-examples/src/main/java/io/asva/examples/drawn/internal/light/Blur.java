package io.asva.examples.drawn.internal.light;

/** Blurs a map of numbers. Stateless. */
final class Blur {
  private Blur() {}

  /** Replaces each value by the mean of the square around it; beyond the edges all is 0. */
  static void box(float[] values, int width, int height, int reach) {
    float[] line = new float[Math.max(width, height)];
    for (int y = 0; y < height; y++) {
      line(values, y * width, 1, width, reach, line);
    }
    for (int x = 0; x < width; x++) {
      line(values, x, width, height, reach, line);
    }
  }

  private static void line(
      float[] values, int start, int step, int count, int reach, float[] line) {
    double sum = 0;
    for (int i = 0; i < Math.min(reach, count); i++) {
      sum += values[start + i * step];
    }
    for (int i = 0; i < count; i++) {
      sum += i + reach < count ? values[start + (i + reach) * step] : 0;
      line[i] = (float) (sum / (2 * reach + 1));
      sum -= i - reach >= 0 ? values[start + (i - reach) * step] : 0;
    }
    for (int i = 0; i < count; i++) {
      values[start + i * step] = line[i];
    }
  }
}
