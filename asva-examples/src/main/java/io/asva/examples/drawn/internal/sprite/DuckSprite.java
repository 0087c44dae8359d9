package io.asva.examples.drawn.internal.sprite;

import static io.asva.examples.drawn.internal.sprite.Shapes.ellipse;
import static io.asva.examples.drawn.internal.sprite.Shapes.fill;
import static io.asva.examples.drawn.internal.sprite.Shapes.round;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** A duck that stretches its neck, opens its bill and lifts its wing. */
public final class DuckSprite implements Sprite {
  private static final double BILL = 24;
  private static final double WING = 30;

  @Override
  public void draw(Graphics2D g, DrawnObject object, double state) {
    Shapes.shadow(g, 0, 0.92, 0.9, 0.5);
    double hue = 0.11 + 0.05 * object.hue();
    Color down = object.shape() < 0.6 ? Colours.of(hue, 0.7, 0.95) : Colours.of(hue, 0.12, 0.96);
    Color bill = Colours.of(0.06 + 0.03 * object.accent(), 0.85, 0.95);
    for (double x : new double[] {-0.12, 0.2}) {
      Shapes.line(g, Colours.darker(bill, 0.1), 0.08, x, 0.7, x, 0.9);
      fill(g, bill, ellipse(x - 0.07, 0.91, 0.14, 0.05));
    }
    Path2D body = new Path2D.Double();
    body.moveTo(-0.5, 0.3);
    body.curveTo(-0.6, 0.75, -0.1, 0.85, 0.2, 0.8);
    body.curveTo(0.6, 0.76, 0.8, 0.4, 0.95, 0.06);
    body.curveTo(0.6, 0.22, 0.2, 0.16, -0.05, 0.1);
    body.closePath();
    fill(g, round(0.0, 0.36, 0.75, down), body);
    double up = 0.14 * state;
    Path2D neck = new Path2D.Double();
    neck.moveTo(-0.52, 0.42);
    neck.curveTo(-0.5, 0.1, -0.56, -0.1 - up, -0.52, -0.4 - up);
    neck.lineTo(-0.1, -0.4 - up);
    neck.curveTo(-0.14, -0.1 - up, -0.1, 0.1, 0.04, 0.3);
    neck.closePath();
    fill(g, round(-0.3, 0.0, 0.6, down), neck);
    Color ring = Colours.of(object.accent(), 0.6, 0.75);
    fill(g, ring, Shapes.box(-0.51, -0.24 - up, -0.12, -0.14 - up, 0.05));
    head(g, down, bill, up, Math.max(0, state));
    wing(g, down, state);
  }

  private static void head(Graphics2D g, Color down, Color bill, double up, double open) {
    AffineTransform before = g.getTransform();
    g.translate(0, -up);
    Shapes.turn(g, 8 * open, -0.3, -0.4);
    AffineTransform raised = g.getTransform();
    Shapes.turn(g, -BILL * open, -0.44, -0.48);
    fill(g, Colours.darker(bill, 0.22), Shapes.box(-0.9, -0.5, -0.4, -0.38, 0.06));
    g.setTransform(raised);
    Shapes.turn(g, 0.5 * BILL * open, -0.44, -0.52);
    fill(g, bill, Shapes.box(-0.97, -0.6, -0.4, -0.48, 0.06));
    g.setTransform(raised);
    fill(g, round(-0.3, -0.55, 0.34, down), ellipse(-0.3, -0.55, 0.3, 0.28));
    fill(g, Color.WHITE, ellipse(-0.38, -0.62, 0.085, 0.09));
    fill(g, new Color(24, 24, 30), ellipse(-0.39, -0.62, 0.05, 0.06));
    g.setTransform(before);
  }

  private static void wing(Graphics2D g, Color down, double state) {
    AffineTransform before = g.getTransform();
    Shapes.turn(g, WING * state, 0.02, 0.32);
    Color feather = Colours.darker(down, 0.14);
    Path2D wing = new Path2D.Double();
    wing.moveTo(-0.02, 0.26);
    wing.curveTo(0.2, 0.1, 0.6, 0.2, 0.78, 0.3);
    wing.curveTo(0.6, 0.62, 0.1, 0.68, -0.02, 0.26);
    fill(g, feather, wing);
    Color edge = Colours.darker(down, 0.32);
    Shapes.line(g, edge, 0.035, 0.24, 0.46, 0.64, 0.42);
    Shapes.line(g, edge, 0.035, 0.24, 0.34, 0.68, 0.32);
    g.setTransform(before);
  }
}
