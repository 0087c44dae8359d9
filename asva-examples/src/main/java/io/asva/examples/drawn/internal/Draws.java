package io.asva.examples.drawn.internal;

import io.asva.core.random.SplitMix64;

/**
 * Random numbers that are the same on every machine, by {@link SplitMix64}.
 *
 * <p>Streams of one seed and different purposes are independent, so that a choice added to one does
 * not change the others. For one thread at a time.
 */
public final class Draws {
  private final long key;
  private long next;

  private Draws(long key) {
    this.key = key;
  }

  /** The stream of a seed for a purpose. */
  public static Draws of(long seed, String purpose) {
    long key = SplitMix64.bits(seed, 0);
    for (int i = 0; i < purpose.length(); i++) {
      key = SplitMix64.mix(key + SplitMix64.GAMMA * purpose.charAt(i));
    }
    return new Draws(key);
  }

  /** The next 64 random bits. */
  public long bits() {
    return SplitMix64.bits(key, next++);
  }

  /** Evenly between 0 and 1, without 1. */
  public double unit() {
    return SplitMix64.unit(bits());
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
