package io.asva.examples.drawn.internal.sprite;

import static io.asva.examples.drawn.internal.sprite.Shapes.ellipse;
import static io.asva.examples.drawn.internal.sprite.Shapes.fill;
import static io.asva.examples.drawn.internal.sprite.Shapes.polygon;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** A furry monster that opens its mouth. */
public final class MonsterSprite implements Sprite {
  private static final int HAIRS = 26;

  @Override
  public void draw(Graphics2D g, DrawnObject object, double state) {
    double s = Math.max(0, Math.min(1, state));
    Shapes.shadow(g, 0, 0.9, 0.95, 0.5);
    Color fur = Colours.of(object.hue(), 0.62, 0.5 + 0.4 * object.shade());
    Color horn = Colours.of(object.accent(), 0.25, 0.95);
    for (int side = -1; side <= 1; side += 2) {
      fill(g, horn, polygon(side * 0.3, -0.62, side * 0.66, -0.97, side * 0.62, -0.48));
    }
    fill(g, Shapes.round(0, 0.05, 0.88, fur), outline());
    eyes(g, object, fur, s);
    mouth(g, 0.1 - 0.06 * s, 0.42 + 0.12 * s, 0.05 + 0.68 * s);
  }

  private static Shape outline() {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < 2 * HAIRS; i++) {
      double angle = Math.PI * i / HAIRS;
      double radius = i % 2 == 0 ? 0.88 : 0.8;
      double x = radius * StrictMath.sin(angle);
      double y = 0.06 - radius * StrictMath.cos(angle);
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
  }

  private static void eyes(Graphics2D g, DrawnObject object, Color fur, double s) {
    Color iris = Colours.of(object.accent(), 0.8, 0.7);
    double size = 0.17 + 0.04 * object.shape();
    for (int side = -1; side <= 1; side += 2) {
      double x = side * 0.31;
      fill(g, Color.WHITE, ellipse(x, -0.34, size, size));
      fill(g, iris, ellipse(x - side * 0.03, -0.32, 0.6 * size, 0.6 * size));
      fill(g, Color.BLACK, ellipse(x - side * 0.03, -0.32, 0.32 * size, 0.32 * size));
      double inner = -0.52 + 0.12 * s;
      Shapes.line(
          g, Colours.darker(fur, 0.6), 0.08, side * 0.12, inner, side * 0.5, -0.58 - 0.06 * s);
    }
  }

  private static void mouth(Graphics2D g, double top, double half, double height) {
    double middle = top + height / 2;
    Shape mouth = ellipse(0, middle, half, height / 2);
    fill(g, new Color(70, 12, 24), mouth);
    Shape clip = g.getClip();
    g.clip(mouth);
    fill(g, new Color(226, 92, 110), ellipse(0, top + 1.02 * height, 0.62 * half, 0.42 * height));
    Color tooth = new Color(255, 252, 240);
    for (int i = -2; i <= 2; i++) {
      double x = 0.36 * half * i;
      double tip = top + 0.06 + Math.min(0.24, 0.42 * height);
      fill(g, tooth, polygon(x - 0.16 * half, top - 0.02, x + 0.16 * half, top - 0.02, x, tip));
    }
    g.setClip(clip);
    Shapes.draw(g, new Color(40, 8, 16), 0.035, mouth);
  }
}
