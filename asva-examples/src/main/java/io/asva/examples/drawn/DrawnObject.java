package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.Draws;

/**
 * A thing in an image. It keeps within a square around its middle.
 *
 * @param category what it is
 * @param x its middle, 0 at the left to 1 at the right
 * @param y its middle, 0 at the top to 1 at the bottom
 * @param size half the side of its square, in shares of the image's shorter side
 * @param mirrored whether left and right are exchanged
 * @param hue of its main colour, 0 to 1
 * @param accent hue of its second colour, 0 to 1
 * @param shade dark to light, 0 to 1
 * @param shape what else is particular about it, 0 to 1
 */
public record DrawnObject(
    DrawnCategory category,
    double x,
    double y,
    double size,
    boolean mirrored,
    double hue,
    double accent,
    double shade,
    double shape) {
  private static final double LEAST_CONTRAST = 0.25;

  /** A random thing at about a place. */
  static DrawnObject random(Draws draws, DrawnCategory category, double x, double y, double size) {
    double scale = draws.between(0.88, 1) * size;
    double room = size - scale;
    double hue = draws.unit();
    return new DrawnObject(
        category,
        x + draws.between(-room, room),
        y + draws.between(-room, room),
        scale,
        draws.chance(0.5),
        hue,
        (hue + draws.between(LEAST_CONTRAST, 1 - LEAST_CONTRAST)) % 1,
        draws.unit(),
        draws.unit());
  }

  /** The rectangle that it keeps within, in pixels of an image of a size. */
  Region region(int width, int height) {
    double half = size * Math.min(width, height);
    double left = x * width - half;
    double top = y * height - half;
    return new Region(
        Math.max(0, (int) Math.floor(left)),
        Math.max(0, (int) Math.floor(top)),
        Math.min(width, (int) Math.ceil(left + 2 * half)),
        Math.min(height, (int) Math.ceil(top + 2 * half)));
  }
}
