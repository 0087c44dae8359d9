package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.sprite.Colours;
import io.asva.media.Image;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * Draws a scene of the first edition; what never moves, and the thing at rest, are drawn once. For
 * one thread at a time.
 */
final class FlatPainter implements ScenePainter {
  private final DrawnScene scene;
  private final BufferedImage still;
  private final BufferedImage frame;
  private @Nullable Image rest;

  FlatPainter(DrawnScene scene, Backdrop backdrop, int width, int height) {
    this.scene = scene;
    still = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    frame = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = ScenePainter.graphics(still);
    paint(g, backdrop, width, height);
    for (int i = 0; i < scene.objects().size(); i++) {
      if (i != scene.named()) {
        paint(g, scene.objects().get(i), 0, width, height);
      }
    }
    g.dispose();
  }

  @Override
  public Image image(double state) {
    if (state != 0) {
      return drawn(state);
    }
    Image known = rest;
    if (known == null) {
      known = drawn(0);
      rest = known;
    }
    return known;
  }

  @Override
  public Image withoutNamed() {
    return image(still);
  }

  private Image drawn(double state) {
    Graphics2D g = ScenePainter.graphics(frame);
    g.drawImage(still, 0, 0, null);
    paint(g, scene.object(), state, frame.getWidth(), frame.getHeight());
    g.dispose();
    return image(frame);
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
    ScenePainter.paint(g, object, state, scale, object.x() * width, object.y() * height);
  }

  private static Image image(BufferedImage image) {
    return ScenePainter.image(ScenePainter.pixels(image), image.getWidth(), image.getHeight());
  }
}
