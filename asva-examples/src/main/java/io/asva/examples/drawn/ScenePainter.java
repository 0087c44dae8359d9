package io.asva.examples.drawn;

import io.asva.media.Image;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Draws a scene's images of one size. What is drawn once is not drawn again. For one thread at a
 * time.
 */
interface ScenePainter {

  /** The painter of a scene, as its edition has it. */
  static ScenePainter of(DrawnScene scene, int width, int height) {
    return scene.background() instanceof Surroundings surroundings
        ? new LitPainter(scene, surroundings, width, height)
        : new FlatPainter(scene, (Backdrop) scene.background(), width, height);
  }

  /**
   * The image in which the named thing is so far from its rest; the same object again for the same
   * image.
   */
  Image image(double state);

  /** The image without the named thing. */
  Image withoutNamed();

  /** Graphics with smooth edges. */
  static Graphics2D graphics(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return g;
  }

  /**
   * Draws a thing.
   *
   * @param scale half the side of its square in pixels
   * @param x its middle in pixels
   * @param y the same, downwards
   */
  static void paint(
      Graphics2D g, DrawnObject object, double state, double scale, double x, double y) {
    double across = object.mirrored() ? -scale : scale;
    AffineTransform before = g.getTransform();
    g.transform(new AffineTransform(across, 0, 0, scale, x, y));
    object.category().sprite().draw(g, object, state);
    g.setTransform(before);
  }

  /** The pixels of an image of whole numbers. */
  static int[] pixels(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  /** An image of red, green and blue, row by row. */
  static Image image(int[] pixels, int width, int height) {
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return new Image(width, height, rgb);
  }
}
