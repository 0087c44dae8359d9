package io.asva.examples.drawn.internal.sprite;

import static io.asva.examples.drawn.internal.sprite.Shapes.box;
import static io.asva.examples.drawn.internal.sprite.Shapes.ellipse;
import static io.asva.examples.drawn.internal.sprite.Shapes.fill;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** A guitar's body and one string; while it rings the eye sees how far it swings. */
public final class StringSprite implements Sprite {
  private static final double BRIDGE = -0.72;
  private static final double NUT = 0.94;
  private static final double MIDDLE = (BRIDGE + NUT) / 2;

  @Override
  public void draw(Graphics2D g, DrawnObject object, double state) {
    double s = Math.max(0, Math.min(1, state));
    Shapes.shadow(g, -0.1, 0.8, 1, 0.5);
    Color wood = Colours.of(0.03 + 0.08 * object.hue(), 0.7, 0.55 + 0.35 * object.shade());
    Color dark = Colours.darker(wood, 0.6);
    fill(
        g,
        Shapes.along(-0.7, -0.8, Colours.lighter(wood, 0.35), 0.3, 0.8, Colours.darker(wood, 0.3)),
        body());
    Shapes.draw(g, dark, 0.045, body());
    fill(g, Colours.darker(wood, 0.45), box(0.3, -0.13, 0.99, 0.13, 0.03));
    for (double fret : new double[] {0.56, 0.71, 0.84}) {
      fill(g, Colours.lighter(wood, 0.5), box(fret, -0.13, fret + 0.02, 0.13, 0));
    }
    Color inlay = Colours.of(object.accent(), 0.65, 0.85);
    fill(g, inlay, ellipse(0.1, 0, 0.3, 0.3));
    fill(g, new Color(34, 20, 14), ellipse(0.1, 0, 0.24, 0.24));
    fill(g, dark, box(BRIDGE - 0.06, -0.24, BRIDGE + 0.05, 0.24, 0.03));
    string(g, object, 0.44 * s);
  }

  private static Shape body() {
    Path2D path = new Path2D.Double();
    path.moveTo(-0.97, 0);
    path.curveTo(-0.97, -0.62, -0.6, -0.78, -0.3, -0.7);
    path.curveTo(-0.08, -0.64, -0.02, -0.46, 0.16, -0.5);
    path.curveTo(0.4, -0.58, 0.6, -0.4, 0.6, 0);
    path.curveTo(0.6, 0.4, 0.4, 0.58, 0.16, 0.5);
    path.curveTo(-0.02, 0.46, -0.08, 0.64, -0.3, 0.7);
    path.curveTo(-0.6, 0.78, -0.97, 0.62, -0.97, 0);
    path.closePath();
    return path;
  }

  private static void string(Graphics2D g, DrawnObject object, double swing) {
    Color metal = object.shape() < 0.5 ? new Color(255, 250, 232) : new Color(255, 226, 150);
    Path2D band = bow(-swing);
    band.quadTo(MIDDLE, 2 * swing, BRIDGE, 0);
    band.closePath();
    fill(g, Colours.faded(metal, 0.5), band);
    Shapes.draw(g, metal, 0.06, bow(-swing));
    Shapes.draw(g, metal, 0.06, bow(swing));
  }

  // A quadratic curve's middle is half as far out as its control point.
  private static Path2D bow(double swing) {
    Path2D path = new Path2D.Double();
    path.moveTo(BRIDGE, 0);
    path.quadTo(MIDDLE, 2 * swing, NUT, 0);
    return path;
  }
}
