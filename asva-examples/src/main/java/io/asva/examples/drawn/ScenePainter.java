package io.asva.examples.drawn;

import io.asva.core.media.Picture;
import io.asva.examples.drawn.internal.sprite.Colours;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.jspecify.annotations.Nullable;

/**
 * Draws a scene's pictures of one size; what never moves, and the thing at rest, are drawn once.
 * For one thread at a time.
 */
final class ScenePainter {
  private final DrawnScene scene;
  private final BufferedImage still;
  private final BufferedImage frame;
  private @Nullable Picture rest;

  ScenePainter(DrawnScene scene, int width, int height) {
    this.scene = scene;
    still = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    frame = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = graphics(still);
    paint(g, scene.backdrop(), width, height);
    for (int i = 0; i < scene.objects().size(); i++) {
      if (i != scene.named()) {
        paint(g, scene.objects().get(i), 0, width, height);
      }
    }
    g.dispose();
  }

  /** The picture in which the named thing is so far from its rest. */
  Picture picture(double state) {
    if (state != 0) {
      return drawn(state);
    }
    Picture known = rest;
    if (known == null) {
      known = drawn(0);
      rest = known;
    }
    return known;
  }

  /** The picture without the named thing. */
  Picture withoutNamed() {
    return pixels(still);
  }

  private Picture drawn(double state) {
    Graphics2D g = graphics(frame);
    g.drawImage(still, 0, 0, null);
    paint(g, scene.object(), state, frame.getWidth(), frame.getHeight());
    g.dispose();
    return pixels(frame);
  }

  private static Picture pixels(BufferedImage image) {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return new Picture(image.getWidth(), image.getHeight(), rgb);
  }

  private static Graphics2D graphics(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return g;
  }

  private static void paint(Graphics2D g, Backdrop backdrop, int width, int height) {
    Rectangle2D all = new Rectangle2D.Double(0, 0, width, height);
    g.setPaint(
        new GradientPaint(
            0, 0, Colours.of(backdrop.above()), 0, height, Colours.of(backdrop.below())));
    g.fill(all);
    for (Backdrop.Spot spot : backdrop.spots()) {
      Color middle = Colours.faded(Colours.of(spot.tone()), spot.strength());
      g.setPaint(
          new RadialGradientPaint(
              (float) (spot.x() * width),
              (float) (spot.y() * height),
              (float) (spot.radius() * Math.min(width, height)),
              new float[] {0, 0.5f, 1},
              new Color[] {middle, Colours.faded(middle, 0.6), Colours.faded(middle, 0)}));
      g.fill(all);
    }
  }

  private static void paint(Graphics2D g, DrawnObject object, double state, int width, int height) {
    double scale = object.size() * Math.min(width, height);
    double across = object.mirrored() ? -scale : scale;
    AffineTransform before = g.getTransform();
    g.transform(new AffineTransform(across, 0, 0, scale, object.x() * width, object.y() * height));
    object.category().sprite().draw(g, object, state);
    g.setTransform(before);
  }
}
