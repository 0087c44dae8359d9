package io.asva.examples.drawn.internal;

/**
 * Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood, 2014).
 *
 * <p>Streams of one seed and different purposes are independent, so that a choice added to one does
 * not change the others. For one thread at a time.
 */
public final class Draws {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1p-53;

  private long state;

  private Draws(long state) {
    this.state = state;
  }

  /** The stream of a seed for a purpose. */
  public static Draws of(long seed, String purpose) {
    long state = mix(seed + GAMMA);
    for (int i = 0; i < purpose.length(); i++) {
      state = mix(state + GAMMA * purpose.charAt(i));
    }
    return new Draws(state);
  }

  /** The next 64 random bits. */
  public long bits() {
    state += GAMMA;
    return mix(state);
  }

  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** Evenly between 0 and 1, without 1. */
  public double unit() {
    return (bits() >>> 11) * UNIT;
  }

  /** Evenly between two bounds, without the upper. */
  public double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** Evenly among 0 to bound - 1. */
  public int below(int bound) {
    return (int) (unit() * bound);
  }

  /** True with a probability. */
  public boolean chance(double probability) {
    return unit() < probability;
  }
}
