package io.asva.examples.drawn.internal.sprite;

import static io.asva.examples.drawn.internal.sprite.Shapes.ellipse;
import static io.asva.examples.drawn.internal.sprite.Shapes.fill;
import static io.asva.examples.drawn.internal.sprite.Shapes.round;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** A sitting dog that throws its head up and barks. */
public final class DogSprite implements Sprite {
  private static final double RAISE = 20;
  private static final double JAW = 26;

  @Override
  public void draw(Graphics2D g, DrawnObject object, double state) {
    Shapes.shadow(g, 0, 0.92, 1, 0.5);
    Color fur = Colours.of(0.05 + 0.06 * object.hue(), 0.55, 0.4 + 0.5 * object.shade());
    Color dark = Colours.darker(fur, 0.4);
    tail(g, fur, state);
    fill(g, round(0.3, 0.4, 0.62, fur), ellipse(0.26, 0.52, 0.5, 0.43));
    fill(g, round(0.0, 0.3, 0.55, fur), ellipse(0.02, 0.35, 0.36, 0.58));
    for (double x : new double[] {-0.2, 0.08}) {
      fill(g, fur, Shapes.box(x - 0.1, 0.4, x + 0.1, 0.93, 0.09));
      fill(g, Colours.lighter(fur, 0.25), ellipse(x - 0.04, 0.88, 0.15, 0.08));
    }
    fill(g, Colours.lighter(fur, 0.3), ellipse(-0.08, 0.42, 0.19, 0.3));
    Color collar = Colours.of(object.accent(), 0.75, 0.8);
    AffineTransform before = g.getTransform();
    g.translate(0, -0.05 * state);
    Shapes.turn(g, RAISE * state, -0.02, 0.0);
    fill(g, collar, ellipse(-0.03, 0.02, 0.3, 0.12));
    head(g, object, fur, dark, Math.max(0, state));
    g.setTransform(before);
  }

  private static void tail(Graphics2D g, Color fur, double state) {
    Path2D path = new Path2D.Double();
    path.moveTo(0.6, 0.75);
    path.quadTo(0.95, 0.7, 0.88 + 0.06 * state, 0.25 - 0.12 * state);
    Shapes.draw(g, Colours.darker(fur, 0.15), 0.16, path);
  }

  private static void head(Graphics2D g, DrawnObject object, Color fur, Color dark, double open) {
    AffineTransform before = g.getTransform();
    Shapes.turn(g, -JAW * open, -0.12, -0.2);
    fill(g, new Color(120, 30, 40), ellipse(-0.45, -0.17, 0.3, 0.12));
    fill(g, Colours.darker(fur, 0.12), Shapes.box(-0.74, -0.14, -0.1, 0.0, 0.08));
    fill(g, new Color(230, 110, 120), ellipse(-0.46, -0.15, 0.22, 0.05));
    g.setTransform(before);
    fill(g, round(-0.05, -0.38, 0.5, fur), ellipse(-0.05, -0.33, 0.42, 0.38));
    fill(g, Colours.lighter(fur, 0.22), Shapes.box(-0.82, -0.36, -0.1, -0.12, 0.12));
    fill(g, new Color(28, 22, 24), ellipse(-0.79, -0.33, 0.1, 0.085));
    fill(g, Color.WHITE, ellipse(-0.24, -0.48, 0.1, 0.1));
    fill(g, new Color(30, 22, 20), ellipse(-0.27, -0.48, 0.06, 0.07));
    fill(g, Color.WHITE, ellipse(-0.29, -0.51, 0.025, 0.025));
    if (object.shape() < 0.5) {
      fill(g, dark, Shapes.polygon(0.0, -0.6, 0.1, -0.97, 0.34, -0.5));
    } else {
      Path2D ear = new Path2D.Double();
      ear.moveTo(0.04, -0.66);
      ear.curveTo(0.42, -0.74, 0.5, -0.3, 0.36, 0.02);
      ear.curveTo(0.24, 0.06, 0.12, -0.2, 0.04, -0.66);
      fill(g, dark, ear);
    }
  }
}
