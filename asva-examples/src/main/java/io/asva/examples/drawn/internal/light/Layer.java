package io.asva.examples.drawn.internal.light;

import io.asva.examples.drawn.Region;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * A thing, drawn on nothing, to be laid on an image with its shadow and in the place's light. For
 * one thread at a time.
 */
public final class Layer {
  private static final double SHADOW = 0.5;
  private static final double SQUASH = 0.3;
  private static final double SHEAR = 0.3;
  private static final double RELIEF = 0.45;

  private final int width;
  private final Region region;
  private final int[] pixels;
  private final float[] alphas;
  private final float[] blurred;

  /**
   * A layer.
   *
   * @param image with alpha, not premultiplied
   * @param region outside of which nothing is laid
   */
  public Layer(BufferedImage image, Region region) {
    this.width = image.getWidth();
    this.region = region;
    this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int count = columns() * rows();
    this.alphas = new float[count];
    this.blurred = new float[count];
  }

  private int columns() {
    return region.right() - region.left();
  }

  private int rows() {
    return region.bottom() - region.top();
  }

  /**
   * Lays it on an image.
   *
   * @param target red, green and blue, row by row
   * @param ground the row on which it stands
   * @param light where light comes from, -1 left to 1 right
   */
  public void lay(int[] target, double ground, double light) {
    double unit = columns() / 2.0;
    for (int y = 0; y < rows(); y++) {
      for (int x = 0; x < columns(); x++) {
        alphas[y * columns() + x] = (pixels[at(x, y)] >>> 24) / 255f;
      }
    }
    shadow(target, ground - region.top(), light, unit);
    System.arraycopy(alphas, 0, blurred, 0, alphas.length);
    Blur.box(blurred, columns(), rows(), (int) Math.max(1, Math.round(unit / 16)));
    for (int y = 0; y < rows(); y++) {
      for (int x = 0; x < columns(); x++) {
        int i = at(x, y);
        float alpha = alphas[y * columns() + x];
        if (alpha > 0) {
          target[i] = mixed(target[i], lit(pixels[i], slope(x, y, light, unit)), alpha);
        }
      }
    }
  }

  private int at(int x, int y) {
    return (y + region.top()) * width + x + region.left();
  }

  private void shadow(int[] target, double ground, double light, double unit) {
    float[] shade = new float[alphas.length];
    for (int y = 0; y < rows(); y++) {
      double height = (ground - y) / SQUASH;
      double fade = Math.max(0, 1 - height / (2.4 * unit));
      for (int x = 0; x < columns() && height >= -unit * 0.1 / SQUASH; x++) {
        double up = Math.max(0, height);
        shade[y * columns() + x] = (float) (fade * alpha(x + SHEAR * light * up, ground - 1 - up));
      }
    }
    int reach = (int) Math.max(1, Math.round(unit / 20));
    Blur.box(shade, columns(), rows(), reach);
    Blur.box(shade, columns(), rows(), reach);
    for (int y = 0; y < rows(); y++) {
      for (int x = 0; x < columns(); x++) {
        double inside = Math.min(1, Math.min(x + 0.5, columns() - x - 0.5) / (0.12 * unit));
        double dark = SHADOW * inside * shade[y * columns() + x];
        if (dark > 0.002) {
          target[at(x, y)] = mixed(target[at(x, y)], 0x10101c, dark);
        }
      }
    }
  }

  private float alpha(double x, double y) {
    int column = (int) Math.rint(x);
    int row = (int) Math.rint(y);
    boolean inside = column >= 0 && row >= 0 && column < columns() && row < rows();
    return inside ? alphas[row * columns() + column] : 0;
  }

  /** How much a point near the silhouette's edge is turned to the light, about -1 to 1. */
  private double slope(int x, int y, double light, double unit) {
    int left = Math.max(0, x - 1);
    int right = Math.min(columns() - 1, x + 1);
    int above = Math.max(0, y - 1);
    int below = Math.min(rows() - 1, y + 1);
    double across = blurred[y * columns() + right] - blurred[y * columns() + left];
    double down = blurred[below * columns() + x] - blurred[above * columns() + x];
    return unit / 16 * (-0.6 * light * across + 0.8 * down);
  }

  private static int lit(int colour, double slope) {
    double s = Math.max(-1, Math.min(1, slope));
    return s > 0 ? mixed(colour, 0xFFFFFF, 0.55 * RELIEF * s) : mixed(colour, 0, -RELIEF * s);
  }

  private static int mixed(int below, int above, double share) {
    return mixed(below, above, share, 16)
        | mixed(below, above, share, 8)
        | mixed(below, above, share, 0);
  }

  private static int mixed(int below, int above, double share, int shift) {
    int a = below >> shift & 0xFF;
    int b = above >> shift & 0xFF;
    return (int) Math.round(a + (b - a) * share) << shift;
  }
}
