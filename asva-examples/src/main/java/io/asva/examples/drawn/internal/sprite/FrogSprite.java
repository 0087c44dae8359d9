package io.asva.examples.drawn.internal.sprite;

import static io.asva.examples.drawn.internal.sprite.Shapes.ellipse;
import static io.asva.examples.drawn.internal.sprite.Shapes.fill;
import static io.asva.examples.drawn.internal.sprite.Shapes.round;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;

/** A frog on a leaf, whose throat swells. */
public final class FrogSprite implements Sprite {
  @Override
  public void draw(Graphics2D g, DrawnObject object, double state) {
    double s = Math.max(0, state);
    double lift = -0.07 * s;
    Shapes.shadow(g, 0, 0.92, 1, 0.4);
    Color leaf = Colours.of(0.36, 0.6, 0.4);
    fill(
        g,
        Shapes.along(-0.9, 0.7, Colours.lighter(leaf, 0.3), 0.9, 1, leaf),
        ellipse(0, 0.85, 0.97, 0.13));
    Color skin = Colours.of(0.14 + 0.3 * object.hue(), 0.72, 0.5 + 0.35 * object.shade());
    fill(g, round(-0.52, 0.62, 0.34, skin), ellipse(-0.55, 0.62, 0.36, 0.26));
    fill(g, round(0.52, 0.62, 0.34, skin), ellipse(0.55, 0.62, 0.36, 0.26));
    fill(g, round(0, 0.35, 0.6, skin), ellipse(0, 0.38, 0.56, 0.5));
    head(g, object, skin, lift);
    throat(g, object, s);
    for (int side = -1; side <= 1; side += 2) {
      fill(g, Colours.darker(skin, 0.2), ellipse(side * 0.5, 0.84, 0.22, 0.07));
    }
  }

  private static void head(Graphics2D g, DrawnObject object, Color skin, double lift) {
    for (int side = -1; side <= 1; side += 2) {
      fill(
          g,
          round(side * 0.36, -0.5 + lift, 0.26, skin),
          ellipse(side * 0.36, -0.5 + lift, 0.25, 0.25));
    }
    fill(g, round(0, -0.18 + lift, 0.62, skin), ellipse(0, -0.17 + lift, 0.66, 0.41));
    Color iris = Colours.of(object.accent(), 0.35, 1);
    for (int side = -1; side <= 1; side += 2) {
      fill(g, iris, ellipse(side * 0.37, -0.53 + lift, 0.17, 0.17));
      fill(g, new Color(20, 24, 20), ellipse(side * 0.36, -0.52 + lift, 0.1, 0.11));
      fill(g, Color.WHITE, ellipse(side * 0.36 - 0.04, -0.57 + lift, 0.04, 0.04));
    }
    Path2D mouth = new Path2D.Double();
    mouth.moveTo(-0.5, -0.16 + lift);
    mouth.quadTo(0, 0.12 + lift, 0.5, -0.16 + lift);
    Shapes.draw(g, Colours.darker(skin, 0.6), 0.05, mouth);
  }

  private static void throat(Graphics2D g, DrawnObject object, double s) {
    double across = 0.2 + 0.4 * s;
    double down = 0.09 + 0.36 * s;
    double y = 0.1 + down;
    Color pale = Colours.of(0.12 + 0.06 * object.shape(), 0.32 + 0.12 * s, 0.97);
    fill(g, round(0, y, Math.max(across, down), pale), ellipse(0, y, across, down));
    Color light = new Color(255, 255, 255, 150);
    fill(g, light, ellipse(-0.4 * across, y - 0.45 * down, 0.2 * across, 0.16 * down));
  }
}
