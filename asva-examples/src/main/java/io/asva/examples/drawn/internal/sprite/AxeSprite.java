package io.asva.examples.drawn.internal.sprite;

import static io.asva.examples.drawn.internal.sprite.Shapes.box;
import static io.asva.examples.drawn.internal.sprite.Shapes.ellipse;
import static io.asva.examples.drawn.internal.sprite.Shapes.fill;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** An axe that comes down on a log, from which chips fly. */
public final class AxeSprite implements Sprite {
  private static final double RAISED = 58;
  private static final double PIVOT_X = 0.86;
  private static final double PIVOT_Y = 0.3;

  @Override
  public void draw(Graphics2D g, DrawnObject object, double state) {
    Shapes.shadow(g, -0.2, 0.93, 0.9, 0.5);
    Color bark = Colours.of(0.06 + 0.03 * object.shape(), 0.5, 0.34 + 0.16 * object.shade());
    log(g, bark);
    double flying = Math.max(0, (state - 0.55) / 0.45);
    chips(g, Colours.lighter(bark, 0.55), flying);
    AffineTransform before = g.getTransform();
    Shapes.turn(g, RAISED * (1 - state), PIVOT_X, PIVOT_Y);
    axe(g, object);
    hand(g, Colours.of(object.accent(), 0.55, 0.85));
    g.setTransform(before);
  }

  private static void log(Graphics2D g, Color bark) {
    fill(
        g,
        Shapes.along(-0.8, 0, Colours.lighter(bark, 0.25), 0.3, 0, Colours.darker(bark, 0.4)),
        box(-0.82, 0.46, 0.3, 0.95, 0.06));
    for (double x : new double[] {-0.64, -0.4, -0.1, 0.14}) {
      Shapes.line(g, Colours.darker(bark, 0.45), 0.035, x, 0.58, x + 0.03, 0.9);
    }
    Color wood = Colours.lighter(bark, 0.6);
    fill(g, Colours.darker(bark, 0.1), ellipse(-0.26, 0.46, 0.56, 0.15));
    fill(g, wood, ellipse(-0.26, 0.45, 0.5, 0.125));
    Color ring = Colours.darker(wood, 0.22);
    Shapes.draw(g, ring, 0.025, ellipse(-0.26, 0.45, 0.34, 0.085));
    Shapes.draw(g, ring, 0.025, ellipse(-0.26, 0.45, 0.17, 0.043));
  }

  private static void axe(Graphics2D g, DrawnObject object) {
    Color handle = Colours.of(0.08, 0.55, 0.62);
    fill(
        g,
        Shapes.along(0, 0.2, Colours.lighter(handle, 0.3), 0, 0.36, Colours.darker(handle, 0.3)),
        box(-0.36, 0.23, PIVOT_X + 0.08, 0.35, 0.05));
    Color steel = Colours.of(object.accent(), 0.14, 0.55 + 0.2 * object.shade());
    Path2D head = new Path2D.Double();
    head.moveTo(-0.38, 0.16);
    head.lineTo(-0.12, 0.16);
    head.quadTo(-0.12, 0.34, -0.02, 0.52);
    head.quadTo(-0.26, 0.6, -0.5, 0.52);
    head.quadTo(-0.38, 0.34, -0.38, 0.16);
    head.closePath();
    fill(
        g,
        Shapes.along(
            -0.3, 0.16, Colours.darker(steel, 0.35), -0.26, 0.56, Colours.lighter(steel, 0.5)),
        head);
    Color paint = Colours.of(object.hue(), 0.75, 0.5 + 0.4 * object.shade());
    fill(g, paint, box(-0.39, 0.14, -0.11, 0.32, 0.03));
    fill(g, Colours.darker(paint, 0.2), box(0.56, 0.22, PIVOT_X + 0.08, 0.36, 0.05));
  }

  /** A gloved hand at the handle's end, and its sleeve. */
  private static void hand(Graphics2D g, Color glove) {
    Shapes.line(g, Colours.darker(glove, 0.55), 0.17, 0.93, 0.46, 0.86, 0.33);
    Shapes.line(g, Color.WHITE, 0.2, 0.87, 0.36, 0.86, 0.33);
    for (int i = 0; i < 3; i++) {
      double x = 0.7 + 0.08 * i;
      Shapes.line(g, Colours.darker(glove, 0.3), 0.1, x, 0.22, x, 0.36);
      Shapes.line(g, glove, 0.08, x, 0.22, x, 0.35);
    }
  }

  private static void chips(Graphics2D g, Color wood, double flying) {
    if (flying <= 0) {
      return;
    }
    for (int i = 0; i < 5; i++) {
      double side = i % 2 == 0 ? -1 : 1;
      double x = -0.26 + side * flying * (0.14 + 0.1 * i);
      double y = 0.42 - flying * (0.34 - 0.05 * i);
      fill(
          g,
          Colours.faded(wood, 0.4 + 0.6 * flying),
          Shapes.polygon(x, y, x + 0.1, y - 0.04, x + 0.07, y + 0.06));
    }
  }
}
