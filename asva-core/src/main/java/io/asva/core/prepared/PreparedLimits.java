package io.asva.core.prepared;

/**
 * How much may be kept of what opening networks computes, and how little isn't worth it.
 *
 * @param most bytes in all; what was used longest ago goes first. 0 keeps nothing
 * @param leastWeights fewer bytes of derived weights than this, of one network, are computed sooner
 *     than they are looked for
 * @param leastGraph descriptions of fewer bytes than this are optimised as fast as they are read
 * @param freeShare the part of the disk that must stay free, from 0 to 1
 */
public record PreparedLimits(long most, long leastWeights, long leastGraph, double freeShare) {
  /** Rejects what is negative. */
  public PreparedLimits {
    if (most < 0 || leastWeights < 0 || leastGraph < 0 || freeShare < 0 || freeShare > 1) {
      throw new IllegalArgumentException(
          "sizes must not be negative, and a share is from 0 to 1: most "
              + most
              + ", leastWeights "
              + leastWeights
              + ", leastGraph "
              + leastGraph
              + ", freeShare "
              + freeShare);
    }
  }

  /** The usual ones: two full-size models, and a twentieth of the disk stays free. */
  public static PreparedLimits usual() {
    return new PreparedLimits(12L << 30, 64L << 20, 128L << 10, 0.05);
  }

  /** The same with another number of bytes in all. */
  public PreparedLimits withMost(long bytes) {
    return new PreparedLimits(bytes, leastWeights, leastGraph, freeShare);
  }
}
