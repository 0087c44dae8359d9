package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * A plain background: one colour above that becomes another below, and soft spots.
 *
 * @param above hue, saturation and brightness at the top, each 0 to 1
 * @param below the same at the bottom
 * @param spots soft spots, copied
 */
public record Backdrop(Tone above, Tone below, List<Spot> spots) implements Background {
  private static final double DARK_SHARE = 0.4;
  private static final int MOST_SPOTS = 4;

  /** A colour: hue, saturation and brightness, each 0 to 1. */
  public record Tone(double hue, double saturation, double brightness) {}

  /**
   * A soft spot.
   *
   * @param x its middle, 0 to 1 from left to right
   * @param y its middle, 0 to 1 from top to bottom
   * @param radius in shares of the image's shorter side
   * @param strength how much of its colour is seen in its middle, 0 to 1
   */
  public record Spot(double x, double y, double radius, Tone tone, double strength) {}

  /** Copies the list. */
  public Backdrop {
    spots = List.copyOf(spots);
  }

  static Backdrop random(Draws draws) {
    boolean dark = draws.chance(DARK_SHARE);
    double hue = draws.unit();
    Tone above = tone(draws, hue, dark);
    Tone below = tone(draws, hue + draws.between(-0.25, 0.25) + 1, dark);
    List<Spot> spots = new ArrayList<>();
    for (int i = 1 + draws.below(MOST_SPOTS); i > 0; i--) {
      double x = draws.unit();
      double y = draws.unit();
      double radius = draws.between(0.15, 0.55);
      Tone tone = tone(draws, hue + draws.between(-0.2, 0.2) + 1, dark);
      spots.add(new Spot(x, y, radius, tone, draws.between(0.4, 0.95)));
    }
    return new Backdrop(above, below, spots);
  }

  private static Tone tone(Draws draws, double hue, boolean dark) {
    return dark
        ? new Tone(hue % 1, draws.between(0.35, 0.7), draws.between(0.2, 0.42))
        : new Tone(hue % 1, draws.between(0.12, 0.42), draws.between(0.74, 0.98));
  }
}
