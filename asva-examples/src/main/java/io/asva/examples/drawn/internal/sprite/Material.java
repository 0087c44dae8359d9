package io.asva.examples.drawn.internal.sprite;

import io.asva.examples.drawn.internal.Draws;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * The texture of surfaces: a grain that is laid over each shape that is filled, and goes with it
 * when it moves. It is a hint of the graphics, so that sprites need not know of it.
 */
public final class Material {
  /** The hint; its values are paints. */
  static final RenderingHints.Key KEY = new Key();

  private static final int TEXELS = 64;
  private static final double SIZE = 1.1;
  private static final int REACH = 3;
  private static final double STRENGTH = 110;
  private static final int STRONGEST = 16;
  private static final int NUMBER = 0x61737661;
  private static final Paint GRAIN = grain();

  private static final class Key extends RenderingHints.Key {
    Key() {
      super(NUMBER);
    }

    @Override
    public boolean isCompatibleValue(Object value) {
      return value instanceof Paint;
    }
  }

  private Material() {}

  /** Lets surfaces have a grain, and cast no shadows of their own. */
  public static void on(Graphics2D g) {
    g.setRenderingHint(KEY, GRAIN);
  }

  /** Soft blotches, lighter and darker, that fit together at the edges; the same everywhere. */
  private static Paint grain() {
    double[] rough = new double[TEXELS * TEXELS];
    Draws draws = Draws.of(NUMBER, "grain");
    for (int i = 0; i < rough.length; i++) {
      rough[i] = draws.between(-1, 1);
    }
    BufferedImage image = new BufferedImage(TEXELS, TEXELS, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < TEXELS; y++) {
      for (int x = 0; x < TEXELS; x++) {
        double value = STRENGTH * mean(rough, x, y);
        int alpha = (int) Math.round(Math.min(STRONGEST, Math.abs(value)));
        image.setRGB(x, y, alpha << 24 | (value > 0 ? 0xFFFFFF : 0));
      }
    }
    return new TexturePaint(image, new Rectangle2D.Double(0, 0, SIZE, SIZE));
  }

  private static double mean(double[] rough, int x, int y) {
    double sum = 0;
    for (int dy = -REACH; dy <= REACH; dy++) {
      for (int dx = -REACH; dx <= REACH; dx++) {
        int row = Math.floorMod(y + dy, TEXELS);
        sum += rough[row * TEXELS + Math.floorMod(x + dx, TEXELS)];
      }
    }
    return sum / ((2 * REACH + 1) * (2 * REACH + 1));
  }
}
