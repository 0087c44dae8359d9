package io.asva.examples.drawn.internal.sprite;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** A fire on logs, small at rest, that flares up and bends. */
public final class FireSprite implements Sprite {
  private static final double GROUND = 0.72;
  private static final double LOW = 0.34;
  private static final double HIGH = 1.62;

  @Override
  public void draw(Graphics2D g, DrawnObject object, double state) {
    double s = Math.max(0, Math.min(1, state));
    Shapes.shadow(g, 0, 0.88, 1, 0.55);
    double hue = object.shape() < 0.6 ? 0.02 + 0.05 * object.hue() : object.hue();
    Color outer = Colours.of(hue, 0.95, 0.93);
    Color middle = Colours.of(hue + 0.06, 0.85, 1);
    Color core = Colours.of(hue + 0.11, 0.4, 1);
    Shapes.glow(
        g, 0, GROUND - 0.35 - 0.3 * s, 0.7 + 0.3 * s, Colours.faded(middle, 0.25 + 0.4 * s));
    double height = LOW + (HIGH - LOW) * s;
    double lean = 0.2 * StrictMath.sin(5 * s + 6 * object.accent()) * s;
    flame(g, outer, -0.34, 0.2 + 0.06 * s, 0.62 * height, lean - 0.12 * s);
    flame(g, outer, 0.34, 0.2 + 0.06 * s, 0.56 * height, lean + 0.12 * s);
    flame(g, outer, 0, 0.36 + 0.1 * s, height, lean);
    flame(g, middle, 0, 0.26 + 0.07 * s, 0.74 * height, 0.8 * lean);
    flame(g, core, 0, 0.15 + 0.05 * s, 0.46 * height, 0.5 * lean);
    Color wood = Colours.of(0.06, 0.55, 0.3 + 0.15 * object.shade());
    log(g, wood, 14);
    log(g, Colours.lighter(wood, 0.08), -14);
  }

  private static void flame(
      Graphics2D g, Color colour, double x, double half, double height, double lean) {
    double tip = x + lean;
    double top = GROUND - height;
    Path2D path = new Path2D.Double();
    path.moveTo(x, GROUND + 0.08);
    path.curveTo(x - 1.35 * half, GROUND + 0.06, x - 1.25 * half, GROUND - 0.45 * height, tip, top);
    path.curveTo(x + 0.75 * half, GROUND - 0.6 * height, x + 1.65 * half, GROUND, x, GROUND + 0.08);
    path.closePath();
    Shapes.fill(
        g, Shapes.along(0, GROUND, colour, 0, top - 0.2, Colours.faded(colour, 0.55)), path);
  }

  private static void log(Graphics2D g, Color wood, double degrees) {
    AffineTransform before = g.getTransform();
    Shapes.turn(g, degrees, 0, 0.8);
    Shapes.fill(
        g,
        Shapes.along(0, 0.7, Colours.lighter(wood, 0.2), 0, 0.9, Colours.darker(wood, 0.4)),
        Shapes.box(-0.72, 0.71, 0.72, 0.89, 0.09));
    Shapes.fill(g, Colours.lighter(wood, 0.45), Shapes.ellipse(0.66, 0.8, 0.06, 0.085));
    g.setTransform(before);
  }
}
