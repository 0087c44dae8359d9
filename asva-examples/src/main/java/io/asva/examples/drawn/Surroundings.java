package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.Draws;

/**
 * A place with ground and light.
 *
 * @param place what kind of place
 * @param hue of its main colour, 0 to 1
 * @param accent hue of its second colour, 0 to 1
 * @param shade dark to light, 0 to 1
 * @param horizon where the ground begins, in shares of the height from the top
 * @param light where the light comes from, -1 from the left to 1 from the right
 * @param noise seed of what is uneven in it
 */
public record Surroundings(
    Place place, double hue, double accent, double shade, double horizon, double light, long noise)
    implements Background {

  static Surroundings random(Draws draws) {
    Place[] places = Place.values();
    Place place = places[draws.below(places.length)];
    double side = draws.chance(0.5) ? -1 : 1;
    return new Surroundings(
        place,
        draws.unit(),
        draws.unit(),
        draws.unit(),
        draws.between(0.5, 0.62),
        side * draws.between(0.35, 0.9),
        draws.bits());
  }
}
