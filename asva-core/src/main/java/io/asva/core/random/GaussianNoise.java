package io.asva.core.random;

import io.asva.core.tensor.FloatTensor;

/**
 * Standard normal noise from a seed: the same numbers on every machine, in every release.
 *
 * <p>The generator is counter-based. With mix = SplitMix64's finaliser (Steele et al., 2014) and G
 * = 0x9E3779B97F4A7C15, all modulo 2<sup>64</sup>:
 *
 * <pre>
 * key   = mix(mix(seed + G) + stream * G)
 * z(n)  = mix(key + (n + 1) * G)                                   n = 0, 1, ...
 * u(p)  = ((z(2p) &gt;&gt;&gt; 11) + 0.5) * 2^-53,  v(p) = (z(2p + 1) &gt;&gt;&gt; 11) * 2^-53
 * value(2p) = r cos(2 pi v), value(2p + 1) = r sin(2 pi v), r = sqrt(-2 ln u)
 * </pre>
 *
 * (Box and Muller, 1958), in double precision by {@link StrictMath}, rounded to float. A tensor
 * holds the values 0, 1, ... in row-major order, so a longer one begins with the shorter one's
 * values. Streams are independent of each other, for the draws that one seed must serve.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class GaussianNoise {
  private final long start;
  private final long key;

  private GaussianNoise(long start, int stream) {
    this.start = start;
    this.key = SplitMix64.mix(start + stream * SplitMix64.GAMMA);
  }

  /** The noise of a seed, stream 0. */
  public static GaussianNoise of(long seed) {
    return new GaussianNoise(SplitMix64.bits(seed, 0), 0);
  }

  /** Another, independent noise of the same seed. */
  public GaussianNoise stream(int number) {
    return new GaussianNoise(start, number);
  }

  /** The first values, in a tensor of the given extents. */
  public FloatTensor fill(int... dims) {
    FloatTensor result = FloatTensor.zeros(dims);
    float[] values = result.values();
    for (int i = 0; i < values.length; i += 2) {
      double u = ((SplitMix64.bits(key, i) >>> 11) + 0.5) * SplitMix64.UNIT;
      double angle = 2 * Math.PI * SplitMix64.unit(SplitMix64.bits(key, i + 1L));
      double radius = StrictMath.sqrt(-2 * StrictMath.log(u));
      values[i] = (float) (radius * StrictMath.cos(angle));
      if (i + 1 < values.length) {
        values[i + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
    return result;
  }
}
