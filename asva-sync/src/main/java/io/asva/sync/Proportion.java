package io.asva.sync;

/**
 * How often something was right, with the 95 % interval of the true rate by Wilson's score method
 * (E. B. Wilson, Journal of the American Statistical Association 22, 1927), which also holds near 0
 * and 1 and for few trials.
 *
 * @param right how often
 * @param trials out of how many, at least 1
 */
public record Proportion(int right, int trials) {
  private static final double Z = 1.959963984540054; // 97.5 % quantile of the normal distribution

  /**
   * Checks the counts.
   *
   * @throws SyncException if there was no trial
   * @throws IllegalArgumentException if {@code right} is not in 0..{@code trials}
   */
  public Proportion {
    if (trials < 1) {
      throw new SyncException("An accuracy needs at least one example that could be scored.");
    }
    if (right < 0 || right > trials) {
      throw new IllegalArgumentException(right + " right of " + trials);
    }
  }

  /** The rate observed, 0 to 1. */
  public double rate() {
    return (double) right / trials;
  }

  /** Lower end of the interval. */
  public double low() {
    return right == 0 ? 0 : centre() - halfWidth();
  }

  /** Upper end of the interval. */
  public double high() {
    return right == trials ? 1 : centre() + halfWidth();
  }

  private double centre() {
    return (rate() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
  }

  private double halfWidth() {
    double p = rate();
    double n = trials;
    return Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
  }
}
