package io.asva.core.random;

import io.asva.core.tensor.FloatTensor;

/**
 * Random numbers that are a function of a seed, a path of numbers and a position: the same on every
 * machine, in every release, and without a state that a checkpoint would have to hold. What is
 * drawn for one example of one step depends on nothing that was drawn before.
 *
 * <p>With mix = SplitMix64's finaliser (Steele et al., 2014) and G = 0x9E3779B97F4A7C15, all modulo
 * 2<sup>64</sup>:
 *
 * <pre>
 * key of a seed     = mix(seed + G)
 * key of key/number = mix(mix(key ^ 0x6A09E667F3BCC909) + number * G)
 * z(n)              = mix(key + (n + 1) * G)                          n = 0, 1, ...
 * </pre>
 *
 * A long takes one z; a double in [0, 1) is its upper 53 bits; a normal number takes two, u and v,
 * and is sqrt(-2 ln u) cos(2 pi v) by {@link StrictMath} (Box and Muller, 1958), u being the upper
 * 53 bits plus a half. An integer below n takes the upper 64 bits of z times n (Lemire, 2019), and
 * another z where that would be biased.
 *
 * <p>Not safe for use by many threads: it counts. {@link #at} gives each its own.
 */
public final class CounterRandom {
  private static final long CHILD = 0x6A09E667F3BCC909L;

  private final long key;
  private long next;

  private CounterRandom(long key) {
    this.key = key;
  }

  /** The numbers of a seed, at a path below it. */
  public static CounterRandom of(long seed, long... path) {
    return new CounterRandom(SplitMix64.bits(seed, 0)).at(path);
  }

  /** The numbers at a path below this one, from their first; independent of what was drawn here. */
  public CounterRandom at(long... path) {
    long at = key;
    for (long number : path) {
      at = SplitMix64.bits(SplitMix64.mix(at ^ CHILD), number - 1);
    }
    return new CounterRandom(at);
  }

  /** 64 random bits. */
  public long nextLong() {
    return SplitMix64.bits(key, next++);
  }

  /** A number in [0, 1). */
  public double nextDouble() {
    return SplitMix64.unit(nextLong());
  }

  /** Whether something of the given probability happens. */
  public boolean nextBoolean(double probability) {
    return nextDouble() < probability;
  }

  /**
   * An integer from 0 to {@code bound} - 1, each as likely.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("the bound must be at least 1: " + bound);
    }
    long refuse = Long.remainderUnsigned(-(long) bound, bound);
    while (true) {
      long bits = nextLong();
      if (Long.compareUnsigned(bits * bound, refuse) >= 0) {
        return (int) (Math.multiplyHigh(bits, bound) + (bits < 0 ? bound : 0));
      }
    }
  }

  /** A standard normal number. */
  public double nextGaussian() {
    double u = ((nextLong() >>> 11) + 0.5) * SplitMix64.UNIT;
    double v = nextDouble();
    return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
  }

  /** Standard normal numbers. */
  public FloatTensor normal(int... dims) {
    FloatTensor result = FloatTensor.zeros(dims);
    for (int i = 0; i < result.values().length; i++) {
      result.values()[i] = (float) nextGaussian();
    }
    return result;
  }

  /** Numbers in [low, high). */
  public FloatTensor uniform(double low, double high, int... dims) {
    FloatTensor result = FloatTensor.zeros(dims);
    for (int i = 0; i < result.values().length; i++) {
      result.values()[i] = (float) (low + (high - low) * nextDouble());
    }
    return result;
  }

  /** The numbers 0 to n - 1 in random order (Fisher and Yates, from the last place down). */
  public int[] permutation(int n) {
    int[] result = new int[n];
    for (int i = 0; i < n; i++) {
      result[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = result[i];
      result[i] = result[j];
      result[j] = swapped;
    }
    return result;
  }
}
