package io.asva.examples.drawn.internal.sprite;

import static io.asva.examples.drawn.internal.sprite.Shapes.box;
import static io.asva.examples.drawn.internal.sprite.Shapes.ellipse;
import static io.asva.examples.drawn.internal.sprite.Shapes.fill;
import static io.asva.examples.drawn.internal.sprite.Shapes.round;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** A woodpecker on a trunk, which it knocks with its beak. */
public final class WoodpeckerSprite implements Sprite {
  private static final double BACK = 34;

  @Override
  public void draw(Graphics2D g, DrawnObject object, double state) {
    Shapes.shadow(g, -0.55, 0.94, 0.6, 0.5);
    Color bark = Colours.of(0.07 + 0.03 * object.shape(), 0.4, 0.36 + 0.2 * object.shade());
    trunk(g, bark);
    Color back = Colours.of(object.accent(), 0.35, 0.26 + 0.15 * object.shade());
    Color breast = Colours.of(0.1, 0.14, 0.94);
    fill(
        g,
        Colours.darker(back, 0.3),
        Shapes.polygon(0.12, 0.62, 0.34, 0.6, 0.16, 0.97, -0.06, 0.94));
    AffineTransform before = g.getTransform();
    // The body rocks about the feet, the head further about the neck.
    Shapes.turn(g, 0.35 * BACK * (1 - state), -0.05, 0.55);
    fill(g, round(0.22, 0.18, 0.55, breast), ellipse(0.14, 0.24, 0.3, 0.48));
    Path2D wing = new Path2D.Double();
    wing.moveTo(0.2, -0.2);
    wing.curveTo(0.62, -0.1, 0.56, 0.4, 0.26, 0.78);
    wing.curveTo(0.16, 0.5, 0.1, 0.1, 0.2, -0.2);
    fill(g, round(0.36, 0.2, 0.5, back), wing);
    for (int i = 0; i < 3; i++) {
      fill(g, breast, ellipse(0.38 - 0.03 * i, 0.08 + 0.2 * i, 0.09, 0.035));
    }
    Shapes.turn(g, 0.65 * BACK * (1 - state), 0.16, -0.16);
    head(g, object, back, breast);
    g.setTransform(before);
    for (double y : new double[] {0.42, 0.56}) {
      Shapes.line(g, new Color(70, 62, 60), 0.07, 0.06, y, -0.24, y - 0.03);
    }
  }

  private static void trunk(Graphics2D g, Color bark) {
    fill(
        g,
        Shapes.along(-0.95, 0, Colours.lighter(bark, 0.3), -0.25, 0, Colours.darker(bark, 0.4)),
        box(-0.92, -0.96, -0.26, 0.96, 0.08));
    for (int i = 0; i < 5; i++) {
      double x = -0.82 + 0.12 * i;
      double y = -0.8 + 0.35 * (i * 7 % 4);
      Shapes.line(g, Colours.darker(bark, 0.4), 0.04, x, y, x + 0.02, y + 0.36);
    }
    fill(g, Colours.darker(bark, 0.7), ellipse(-0.34, -0.3, 0.09, 0.12));
  }

  private static void head(Graphics2D g, DrawnObject object, Color back, Color breast) {
    Color crest = Colours.of(object.hue(), 0.85, 0.6 + 0.35 * object.shade());
    fill(g, new Color(78, 74, 70), Shapes.polygon(-0.3, -0.33, 0.0, -0.46, 0.0, -0.24));
    fill(g, round(0.12, -0.36, 0.34, back), ellipse(0.14, -0.34, 0.28, 0.26));
    fill(g, breast, ellipse(0.04, -0.26, 0.15, 0.11));
    Path2D tuft = new Path2D.Double();
    tuft.moveTo(-0.06, -0.5);
    tuft.curveTo(0.02, -0.84, 0.4, -0.8, 0.56, -0.52);
    tuft.curveTo(0.46, -0.5, 0.4, -0.42, 0.38, -0.32);
    tuft.curveTo(0.3, -0.5, 0.1, -0.56, -0.06, -0.5);
    fill(g, crest, tuft);
    fill(g, Color.WHITE, ellipse(0.06, -0.4, 0.075, 0.075));
    fill(g, new Color(24, 20, 24), ellipse(0.045, -0.4, 0.045, 0.05));
  }
}
