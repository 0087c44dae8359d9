package io.asva.examples.drawn.internal.sprite;

import static io.asva.examples.drawn.internal.sprite.Shapes.box;
import static io.asva.examples.drawn.internal.sprite.Shapes.fill;
import static io.asva.examples.drawn.internal.sprite.Shapes.polygon;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** An anvil and a hammer on a post, which comes down on it. */
public final class AnvilSprite implements Sprite {
  private static final double RAISED = 40;
  private static final double PIVOT_X = 0.82;
  private static final double PIVOT_Y = 0.1;

  @Override
  public void draw(Graphics2D g, DrawnObject object, double state) {
    Shapes.shadow(g, 0, 0.93, 1, 0.5);
    Color steel = Colours.of(object.accent(), 0.18, 0.34 + 0.14 * object.shade());
    Color wood = Colours.of(0.07 + 0.03 * object.shape(), 0.6, 0.5);
    post(g, wood);
    anvil(g, steel);
    double flash = (state - 0.5) * 2;
    if (flash > 0) {
      sparks(g, flash);
    }
    AffineTransform before = g.getTransform();
    Shapes.turn(g, RAISED * (1 - state), PIVOT_X, PIVOT_Y);
    hammer(g, wood, Colours.of(object.hue(), 0.75, 0.55 + 0.35 * object.shade()));
    g.setTransform(before);
    fill(g, Colours.darker(steel, 0.3), Shapes.ellipse(PIVOT_X, PIVOT_Y, 0.07, 0.07));
  }

  private static void post(Graphics2D g, Color wood) {
    Color dark = Colours.darker(wood, 0.35);
    fill(g, Shapes.along(0.74, 0, wood, 0.92, 0, dark), box(0.74, 0, 0.9, 0.95, 0.05));
  }

  private static void anvil(Graphics2D g, Color steel) {
    Path2D path = new Path2D.Double();
    path.moveTo(-0.98, 0.4);
    path.lineTo(0.25, 0.4);
    path.lineTo(0.25, 0.54);
    path.quadTo(-0.02, 0.58, -0.06, 0.74);
    path.lineTo(0.12, 0.86);
    path.lineTo(0.12, 0.95);
    path.lineTo(-0.72, 0.95);
    path.lineTo(-0.72, 0.86);
    path.lineTo(-0.54, 0.74);
    path.quadTo(-0.6, 0.58, -0.98, 0.4);
    path.closePath();
    fill(
        g,
        Shapes.along(0, 0.38, Colours.lighter(steel, 0.35), 0, 0.95, Colours.darker(steel, 0.45)),
        path);
    fill(g, Colours.lighter(steel, 0.55), box(-0.9, 0.39, 0.25, 0.43, 0.02));
  }

  private static void hammer(Graphics2D g, Color wood, Color head) {
    fill(
        g,
        Shapes.along(0, 0.04, Colours.lighter(wood, 0.3), 0, 0.17, Colours.darker(wood, 0.3)),
        box(-0.36, 0.04, PIVOT_X + 0.05, 0.16, 0.04));
    fill(
        g,
        Shapes.along(-0.5, 0, Colours.lighter(head, 0.4), -0.08, 0, Colours.darker(head, 0.4)),
        box(-0.48, -0.24, -0.1, 0.39, 0.05));
    fill(g, Colours.darker(head, 0.5), box(-0.5, 0.29, -0.08, 0.39, 0.03));
  }

  private static void sparks(Graphics2D g, double flash) {
    Color colour = new Color(255, 226, 110);
    Shapes.glow(g, -0.3, 0.38, 0.5, Colours.faded(colour, 0.75 * flash));
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i < 3; i++) {
        double x = -0.3 + side * 0.24;
        double tipX = -0.3 + side * (0.34 + 0.16 * i * flash);
        double tipY = 0.36 - flash * (0.34 - 0.14 * i);
        fill(
            g,
            Colours.faded(colour, flash),
            polygon(x, 0.36 - 0.04 * i, tipX, tipY, x + side * 0.02, 0.3 - 0.05 * i));
      }
    }
  }
}
