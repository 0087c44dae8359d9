package io.asva.examples.drawn.internal.sprite;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;

/** A ball under a gloved hand, which is on the ground when it sounds. */
public final class BallSprite implements Sprite {
  private static final double GROUND = 0.86;
  private static final double REST = -0.2;
  private static final double SQUASH_FROM = 0.82;
  private static final int FINGERS = 4;

  @Override
  public void draw(Graphics2D g, DrawnObject object, double state) {
    double s = Math.max(0, state);
    double radius = 0.32 + 0.05 * object.shape();
    double squash = 0.3 * Math.max(0, (s - SQUASH_FROM) / (1 - SQUASH_FROM));
    double down = radius * (1 - squash);
    double across = radius * (1 + 0.7 * squash);
    double y = REST + (GROUND - down - REST) * s;
    Shapes.shadow(g, 0, GROUND + 0.03, 0.45 + 0.3 * s, 0.3 + 0.6 * s);
    AffineTransform before = g.getTransform();
    g.translate(0, y);
    g.scale(across, down);
    Color colour = Colours.of(object.hue(), 0.78, 0.6 + 0.38 * object.shade());
    ball(g, colour, Colours.of(object.accent(), 0.25, 0.98));
    g.setTransform(before);
    hand(g, Colours.of(object.accent(), 0.55, 0.85), REST - radius + 0.16 * s);
  }

  private static void ball(Graphics2D g, Color colour, Color band) {
    Shape circle = Shapes.ellipse(0, 0, 1, 1);
    Shapes.fill(g, Shapes.round(0, 0, 1, colour), circle);
    Area stripe = new Area(Shapes.ellipse(0, 0.62, 1.5, 0.95));
    stripe.subtract(new Area(Shapes.ellipse(0, 1.0, 1.6, 0.95)));
    stripe.intersect(new Area(circle));
    Shapes.fill(g, Shapes.round(0, 0, 1, band), stripe);
    Shapes.fill(g, new Color(255, 255, 255, 150), Shapes.ellipse(-0.36, -0.48, 0.2, 0.13));
  }

  private static void hand(Graphics2D g, Color glove, double y) {
    Color edge = Colours.darker(glove, 0.35);
    Shapes.line(g, Colours.darker(glove, 0.55), 0.18, 0.86, y - 0.31, 0.42, y - 0.12);
    Shapes.line(g, Color.WHITE, 0.25, 0.5, y - 0.15, 0.42, y - 0.12);
    for (int i = 0; i < FINGERS; i++) {
      double x = 0.2 - 0.17 * i;
      double tip = y + 0.02 + 0.05 * i * i / FINGERS;
      Shapes.line(g, edge, 0.19, x + 0.06, y - 0.1, x - 0.1, tip);
      Shapes.line(g, glove, 0.15, x + 0.06, y - 0.1, x - 0.1, tip - 0.01);
    }
    Shapes.fill(
        g, Shapes.round(0.12, y - 0.09, 0.3, glove), Shapes.ellipse(0.12, y - 0.1, 0.34, 0.14));
  }
}
