package io.asva.examples.drawn;

import io.asva.media.Image;
import java.util.BitSet;

/**
 * How alike two images are to the eye, by the means, the contrasts and the correlation of what
 * surrounds each pixel: SSIM (Wang, Bovik, Sheikh and Simoncelli, 2004) of the brightness, with the
 * article's constants and its window, a Gaussian of 1.5 pixels over 11x11. At the edges the window
 * is what of it lies in the image.
 *
 * <p>Stateless.
 */
final class StructuralSimilarity {
  private static final int REACH = 5;
  private static final double SIGMA = 1.5;
  private static final double MEANS = Math.pow(0.01 * 255, 2);
  private static final double CONTRASTS = Math.pow(0.03 * 255, 2);
  private static final double[] WINDOW = window();

  private StructuralSimilarity() {}

  private static double[] window() {
    double[] window = new double[2 * REACH + 1];
    for (int i = -REACH; i <= REACH; i++) {
      window[REACH + i] = Math.exp(-i * i / (2 * SIGMA * SIGMA));
    }
    return window;
  }

  /**
   * The mean over some pixels, -1 to 1; 1 for equal images.
   *
   * @param pixels at least one, numbered row by row
   */
  static double mean(Image first, Image second, BitSet pixels) {
    double[] a = brightness(first);
    double[] b = brightness(second);
    int width = first.width();
    int height = first.height();
    double[] meanA = blurred(a, width, height);
    double[] meanB = blurred(b, width, height);
    double[] squaresA = blurred(product(a, a), width, height);
    double[] squaresB = blurred(product(b, b), width, height);
    double[] both = blurred(product(a, b), width, height);
    double sum = 0;
    for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
      double means = meanA[i] * meanB[i];
      double varianceA = squaresA[i] - meanA[i] * meanA[i];
      double varianceB = squaresB[i] - meanB[i] * meanB[i];
      double luminance = (2 * means + MEANS) / (meanA[i] * meanA[i] + meanB[i] * meanB[i] + MEANS);
      sum += luminance * (2 * (both[i] - means) + CONTRASTS) / (varianceA + varianceB + CONTRASTS);
    }
    return sum / pixels.cardinality();
  }

  /** Rec. 601's luma. */
  private static double[] brightness(Image image) {
    byte[] rgb = image.rgb();
    double[] brightness = new double[rgb.length / 3];
    for (int i = 0; i < brightness.length; i++) {
      brightness[i] =
          0.299 * (rgb[3 * i] & 0xFF)
              + 0.587 * (rgb[3 * i + 1] & 0xFF)
              + 0.114 * (rgb[3 * i + 2] & 0xFF);
    }
    return brightness;
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * b[i];
    }
    return product;
  }

  private static double[] blurred(double[] values, int width, int height) {
    double[] rows = new double[values.length];
    for (int y = 0; y < height; y++) {
      blur(values, rows, y * width, 1, width);
    }
    double[] both = new double[values.length];
    for (int x = 0; x < width; x++) {
      blur(rows, both, x, width, height);
    }
    return both;
  }

  private static void blur(double[] from, double[] to, int start, int step, int count) {
    for (int i = 0; i < count; i++) {
      double sum = 0;
      double weights = 0;
      for (int k = Math.max(-REACH, -i); k <= Math.min(REACH, count - 1 - i); k++) {
        sum += WINDOW[REACH + k] * from[start + (i + k) * step];
        weights += WINDOW[REACH + k];
      }
      to[start + i * step] = sum / weights;
    }
  }
}
