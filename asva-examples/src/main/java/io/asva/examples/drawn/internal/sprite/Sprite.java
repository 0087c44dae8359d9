package io.asva.examples.drawn.internal.sprite;

import io.asva.examples.drawn.DrawnObject;
import java.awt.Graphics2D;

/** The looks of one category. Stateless, so safe for use by many threads. */
public interface Sprite {
  /**
   * Draws a thing in the square from -1 to 1 on both axes, downwards.
   *
   * @param state how far it is from its rest: 0 at rest, 1 at most, down to -0.5 on a rebound
   */
  void draw(Graphics2D g, DrawnObject object, double state);
}
