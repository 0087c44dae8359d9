package io.asva.training;

/**
 * How the learning rate goes over the updates, as {@code get_scheduler} of diffusers computes it:
 * the factor of the base rate at an update. With a warm-up the first update's factor is 0.
 *
 * <p>Immutable.
 */
public sealed interface LearningRate {
  /** The factor of the base rate at an update, from 0. */
  double factor(int update);

  /** Always the base rate. */
  static LearningRate constant() {
    return new Constant();
  }

  /**
   * A straight rise from 0, then the base rate.
   *
   * @param warmup updates of the rise
   */
  static LearningRate constantWithWarmup(int warmup) {
    return new ConstantWithWarmup(warmup);
  }

  /**
   * A straight rise from 0, then half a cosine down to 0.
   *
   * @param warmup updates of the rise
   * @param total updates in all; from there on the rate is 0
   */
  static LearningRate cosine(int warmup, int total) {
    return new Cosine(warmup, total);
  }

  /** Always the base rate. */
  record Constant() implements LearningRate {
    @Override
    public double factor(int update) {
      return 1;
    }

    @Override
    public String toString() {
      return "constant";
    }
  }

  /**
   * A straight rise, then the base rate.
   *
   * @param warmup updates of the rise
   */
  record ConstantWithWarmup(int warmup) implements LearningRate {
    /** Checks the range. */
    public ConstantWithWarmup {
      Ranges.notNegative("warm-up steps", warmup);
    }

    @Override
    public double factor(int update) {
      return update < warmup ? (double) update / Math.max(1, warmup) : 1;
    }

    @Override
    public String toString() {
      return "constant_with_warmup of " + warmup;
    }
  }

  /**
   * A straight rise, then half a cosine.
   *
   * @param warmup updates of the rise
   * @param total updates in all
   */
  record Cosine(int warmup, int total) implements LearningRate {
    /** Checks the ranges. */
    public Cosine {
      Ranges.notNegative("warm-up steps", warmup);
      Ranges.positive("total steps", total);
    }

    @Override
    public double factor(int update) {
      if (update < warmup) {
        return (double) update / Math.max(1, warmup);
      }
      double done = (double) (update - warmup) / Math.max(1, total - warmup);
      return done >= 1 ? 0 : 0.5 * (1 + StrictMath.cos(Math.PI * done));
    }

    @Override
    public String toString() {
      return "cosine of " + total + " with warm-up of " + warmup;
    }
  }
}
