package io.asva.examples.drawn.internal.sprite;

import static io.asva.examples.drawn.internal.sprite.Shapes.ellipse;
import static io.asva.examples.drawn.internal.sprite.Shapes.fill;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** A drum and a stick that beats it. */
public final class DrumSprite implements Sprite {
  private static final double RAISED = 46;
  private static final double TOP = 0.2;
  private static final double BOTTOM = 0.74;
  private static final double X = -0.18;
  private static final double ACROSS = 0.76;
  private static final double DEEP = 0.23;

  @Override
  public void draw(Graphics2D g, DrawnObject object, double state) {
    Shapes.shadow(g, X, 0.88, 1, 0.55);
    Color colour = Colours.of(object.hue(), 0.72, 0.5 + 0.4 * object.shade());
    Color rim = Colours.of(object.accent(), 0.35, 0.92);
    body(g, colour, rim);
    skin(g, rim, Math.max(0, state));
    AffineTransform before = g.getTransform();
    Shapes.turn(g, RAISED * (1 - state), 0.9, -0.3);
    Color wood = Colours.of(0.09, 0.5, 0.78);
    Shapes.line(g, Colours.darker(wood, 0.35), 0.13, 0.88, -0.28, 0.02, 0.13);
    Shapes.line(g, wood, 0.08, 0.87, -0.29, 0.02, 0.12);
    fill(
        g,
        Shapes.round(0.0, 0.1, 0.14, Colours.of(object.accent(), 0.6, 0.6)),
        ellipse(0.0, 0.1, 0.14, 0.12));
    g.setTransform(before);
  }

  private static void body(Graphics2D g, Color colour, Color rim) {
    Area body = new Area(new Rectangle2D.Double(X - ACROSS, TOP, 2 * ACROSS, BOTTOM - TOP));
    body.add(new Area(ellipse(X, BOTTOM, ACROSS, DEEP)));
    fill(
        g,
        Shapes.along(
            X - ACROSS,
            0,
            Colours.lighter(colour, 0.35),
            X + ACROSS,
            0,
            Colours.darker(colour, 0.5)),
        body);
    Path2D rope = new Path2D.Double();
    for (int i = 0; i <= 8; i++) {
      double angle = Math.PI * i / 8;
      double x = X - ACROSS * StrictMath.cos(angle);
      double sag = DEEP * StrictMath.sin(angle);
      double y = (i % 2 == 0 ? TOP + 0.05 : BOTTOM - 0.04) + sag;
      if (i == 0) {
        rope.moveTo(x, y);
      } else {
        rope.lineTo(x, y);
      }
    }
    Shapes.draw(g, rim, 0.045, rope);
  }

  private static void skin(Graphics2D g, Color rim, double state) {
    fill(g, Colours.darker(rim, 0.25), ellipse(X, TOP, ACROSS, DEEP));
    Color skin = new Color(250, 243, 226);
    fill(g, skin, ellipse(X, TOP - 0.02, 0.93 * ACROSS, 0.87 * DEEP));
    Color ring = Colours.faded(new Color(150, 110, 70), 0.8 * state);
    double size = 0.35 + 0.4 * state;
    Shapes.draw(g, ring, 0.05, ellipse(X, TOP - 0.02, size * ACROSS, size * 0.87 * DEEP));
    Color dent = Colours.faded(new Color(120, 85, 60), 0.6 * state);
    fill(g, dent, ellipse(X + 0.16, TOP - 0.01, 0.3, 0.09));
  }
}
