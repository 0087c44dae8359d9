package io.asva.examples.drawn.internal.sprite;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;

/** Shapes and shadings that sprites share. */
final class Shapes {
  private Shapes() {}

  static Shape ellipse(double x, double y, double across, double down) {
    return new Ellipse2D.Double(x - across, y - down, 2 * across, 2 * down);
  }

  static Shape box(double left, double top, double right, double bottom, double corner) {
    return new RoundRectangle2D.Double(
        left, top, right - left, bottom - top, 2 * corner, 2 * corner);
  }

  /** A closed shape through corners: x, y, x, y and so on. */
  static Path2D polygon(double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    path.closePath();
    return path;
  }

  static void fill(Graphics2D g, Paint paint, Shape shape) {
    g.setPaint(paint);
    g.fill(shape);
    if (g.getRenderingHint(Material.KEY) instanceof Paint grain) {
      g.setPaint(grain);
      g.fill(shape);
    }
  }

  static void draw(Graphics2D g, Paint paint, double width, Shape shape) {
    g.setPaint(paint);
    g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(shape);
  }

  static void line(
      Graphics2D g, Paint paint, double width, double x0, double y0, double x1, double y1) {
    draw(g, paint, width, new Line2D.Double(x0, y0, x1, y1));
  }

  /** From one colour to another along a line. */
  static Paint along(double x0, double y0, Color first, double x1, double y1, Color second) {
    return new GradientPaint(new Point2D.Double(x0, y0), first, new Point2D.Double(x1, y1), second);
  }

  /** A round thing in the light from above on the left. */
  static Paint round(double x, double y, double radius, Color colour) {
    return new RadialGradientPaint(
        new Point2D.Double(x - 0.3 * radius, y - 0.35 * radius),
        (float) (1.45 * radius),
        new float[] {0, 0.5f, 1},
        new Color[] {Colours.lighter(colour, 0.45), colour, Colours.darker(colour, 0.45)});
  }

  /** A soft glow: the colour in the middle, nothing at the radius. */
  static void glow(Graphics2D g, double x, double y, double radius, Color colour) {
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(x, y),
            (float) radius,
            new float[] {0, 1},
            new Color[] {colour, Colours.faded(colour, 0)}));
    g.fill(ellipse(x, y, radius, radius));
  }

  /** The shadow on the ground below a thing, unless it is drawn with a material. */
  static void shadow(Graphics2D g, double x, double y, double across, double strength) {
    if (g.getRenderingHint(Material.KEY) != null) {
      return; // light makes it
    }
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    g.scale(1, 0.22);
    Color black = new Color(0, 0, 0, (int) Math.round(200 * strength));
    glow(g, 0, 0, across, black);
    g.setTransform(before);
  }

  /** Turns what is drawn next around a point, clockwise, in degrees. */
  static void turn(Graphics2D g, double degrees, double x, double y) {
    double angle = degrees * Math.PI / 180;
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    g.transform(
        new AffineTransform(cos, sin, -sin, cos, x - x * cos + y * sin, y - x * sin - y * cos));
  }
}
