package io.asva.examples.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws a bell that hangs in a wooden frame on a hill. */
final class DemoScene {
  private static final int SIZE = 256;

  private final Graphics2D g;

  private DemoScene(Graphics2D g) {
    this.g = g;
  }

  static BufferedImage draw() {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    DemoScene scene = new DemoScene(g);
    scene.background();
    scene.frame();
    scene.bell();
    g.dispose();
    return image;
  }

  private void background() {
    g.setPaint(new GradientPaint(0, 0, new Color(0x2E5C8A), 0, 190, new Color(0xF2C48D)));
    g.fill(new Rectangle2D.Double(0, 0, SIZE, SIZE));
    g.setPaint(new Color(0xFFF3C9));
    g.fill(new Ellipse2D.Double(186, 34, 38, 38));
    g.setPaint(new Color(0x5D7B4A));
    g.fill(new Ellipse2D.Double(-150, 172, 420, 220));
    g.setPaint(new Color(0x46663B));
    g.fill(new Ellipse2D.Double(20, 190, 420, 220));
  }

  private void frame() {
    g.setPaint(new Color(0x5A3B22));
    g.fill(new Rectangle2D.Double(62, 52, 12, 164));
    g.fill(new Rectangle2D.Double(182, 52, 12, 164));
    g.fill(new Rectangle2D.Double(50, 46, 156, 14));
    g.setPaint(new Color(0x7A5533));
    g.fill(new Rectangle2D.Double(50, 46, 156, 4));
  }

  private void bell() {
    g.setPaint(new Color(0x3C3C3C));
    g.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(new Line2D.Double(128, 60, 128, 82));
    g.fill(new Ellipse2D.Double(118, 162, 20, 20));
    Path2D bell = new Path2D.Double();
    bell.moveTo(108, 86);
    bell.curveTo(108, 72, 148, 72, 148, 86);
    bell.curveTo(152, 130, 160, 146, 174, 160);
    bell.lineTo(174, 168);
    bell.lineTo(82, 168);
    bell.lineTo(82, 160);
    bell.curveTo(96, 146, 104, 130, 108, 86);
    bell.closePath();
    g.setPaint(new GradientPaint(84, 0, new Color(0x8A6414), 140, 0, new Color(0xF6D675), true));
    g.fill(bell);
    g.setPaint(new Color(0x6B4C0E));
    g.setStroke(new BasicStroke(2));
    g.draw(bell);
    g.draw(new Line2D.Double(86, 158, 170, 158));
  }
}
