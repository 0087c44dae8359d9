package io.asva.examples.drawn.internal.sprite;

import static io.asva.examples.drawn.internal.sprite.Shapes.box;
import static io.asva.examples.drawn.internal.sprite.Shapes.fill;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** A bell that hangs in a wooden frame and swings. */
public final class BellSprite implements Sprite {
  private static final double SWING = 32;
  private static final double PIVOT = -0.72;
  private static final double SCALE = 0.92;
  private static final double[] METALS = {0.12, 0.09, 0.55};

  @Override
  public void draw(Graphics2D g, DrawnObject object, double state) {
    Shapes.shadow(g, 0, 0.93, 1, 0.45);
    Color wood = Colours.of(0.06 + 0.03 * object.shape(), 0.55, 0.35 + 0.2 * object.shade());
    Color dark = Colours.darker(wood, 0.4);
    fill(g, Shapes.along(-0.92, 0, wood, -0.76, 0, dark), box(-0.92, -0.86, -0.76, 0.95, 0.03));
    fill(g, Shapes.along(0.76, 0, wood, 0.92, 0, dark), box(0.76, -0.86, 0.92, 0.95, 0.03));
    fill(
        g,
        Shapes.along(0, -0.96, Colours.lighter(wood, 0.2), 0, -0.76, dark),
        box(-0.98, -0.95, 0.98, -0.77, 0.04));
    AffineTransform before = g.getTransform();
    double kind = METALS[(int) (object.hue() * METALS.length)];
    Color metal = Colours.of(kind, kind > 0.5 ? 0.2 : 0.72, 0.72 + 0.2 * object.shade());
    // To the right; the clapper stays behind.
    Shapes.turn(g, -SWING * state, 0, PIVOT);
    g.translate(0, PIVOT * (1 - SCALE));
    g.scale(SCALE, SCALE);
    AffineTransform hanging = g.getTransform();
    Shapes.turn(g, 0.35 * SWING * state, 0, PIVOT);
    fill(g, Colours.darker(metal, 0.65), Shapes.ellipse(0, 0.48, 0.11, 0.11));
    g.setTransform(hanging);
    bell(g, metal, Colours.of(object.accent(), 0.7, 0.7));
    g.setTransform(before);
  }

  private static void bell(Graphics2D g, Color metal, Color ribbon) {
    Shapes.line(g, Colours.darker(metal, 0.6), 0.09, 0, PIVOT - 0.06, 0, -0.5);
    Path2D path = new Path2D.Double();
    path.moveTo(-0.23, -0.4);
    path.curveTo(-0.23, -0.62, 0.23, -0.62, 0.23, -0.4);
    path.curveTo(0.28, 0.02, 0.34, 0.2, 0.52, 0.34);
    path.lineTo(0.52, 0.43);
    path.lineTo(-0.52, 0.43);
    path.lineTo(-0.52, 0.34);
    path.curveTo(-0.34, 0.2, -0.28, 0.02, -0.23, -0.4);
    path.closePath();
    fill(
        g,
        Shapes.along(-0.2, 0, Colours.lighter(metal, 0.5), 0.45, 0.1, Colours.darker(metal, 0.5)),
        path);
    fill(g, Colours.darker(metal, 0.35), box(-0.52, 0.35, 0.52, 0.43, 0.03));
    fill(g, ribbon, box(-0.245, -0.36, 0.245, -0.26, 0.03));
  }
}
