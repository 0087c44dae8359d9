package io.asva.core.random;

/**
 * The functions of the generator SplitMix64 (Steele, Lea and Flood, 2014), modulo 2<sup>64</sup>.
 *
 * <p>Without state, so safe for use by many threads.
 */
public final class SplitMix64 {
  /** The step from one state to the next, 2<sup>64</sup> divided by the golden ratio, odd. */
  public static final long GAMMA = 0x9E3779B97F4A7C15L;

  /** The weight of the last of 53 bits. */
  static final double UNIT = 0x1p-53;

  private SplitMix64() {}

  /** The finaliser: turns a state into 64 random bits. */
  public static long mix(long state) {
    long a = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  /**
   * The bits of the generator that begins at {@code key}.
   *
   * @param n which, counted from 0
   */
  public static long bits(long key, long n) {
    return mix(key + (n + 1) * GAMMA);
  }

  /** The number in [0, 1) that the upper 53 of random bits make. */
  public static double unit(long bits) {
    return (bits >>> 11) * UNIT;
  }
}
