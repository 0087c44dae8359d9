package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.Draws;

/**
 * How a voice differs from others of its category; all but the last two from 0 to 1.
 *
 * @param pitch low to high
 * @param brightness dull to bright
 * @param ring short to long
 * @param gain the largest sample of a stroke of full strength
 * @param noise seed of the noises in it
 */
public record Timbre(double pitch, double brightness, double ring, double gain, long noise) {
  private static final double SOFTEST = 0.5;
  private static final double LOUDEST = 0.9;

  static Timbre random(Draws draws) {
    return new Timbre(
        draws.unit(), draws.unit(), draws.unit(), draws.between(SOFTEST, LOUDEST), draws.bits());
  }

  /** A value between two bounds, by the pitch, evenly in octaves. */
  public double hertz(double low, double high) {
    return low * StrictMath.pow(high / low, pitch);
  }
}
