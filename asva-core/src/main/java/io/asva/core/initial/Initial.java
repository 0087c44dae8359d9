package io.asva.core.initial;

import io.asva.core.random.CounterRandom;

/** How a weight's numbers are drawn before training. Immutable. */
public sealed interface Initial {
  /** All zeros. */
  Initial ZEROS = new Constant(0);

  /** All ones. */
  Initial ONES = new Constant(1);

  /** The next number; each takes equally many draws. */
  float next(CounterRandom random);

  /**
   * PyTorch's default for the weights of linear layers and convolutions, and for their biases:
   * {@code kaiming_uniform(a = sqrt(5))}, which is even from -1/sqrt(n) to 1/sqrt(n).
   *
   * @param inputs n, how many numbers each result is made of
   */
  static Initial layer(long inputs) {
    return new Uniform(1 / Math.sqrt((double) inputs));
  }

  /**
   * Glorot and Bengio's uniform values, which PyTorch's attention has for its joint matrix: up to
   * sqrt(6 / (inputs + outputs)).
   */
  static Initial glorot(long inputs, long outputs) {
    return new Uniform(Math.sqrt(6.0 / (inputs + outputs)));
  }

  /**
   * The same number everywhere.
   *
   * @param value the number
   */
  record Constant(double value) implements Initial {
    @Override
    public float next(CounterRandom random) {
      return (float) value;
    }
  }

  /**
   * Even from -bound to bound.
   *
   * @param bound the largest magnitude
   */
  record Uniform(double bound) implements Initial {
    @Override
    public float next(CounterRandom random) {
      return (float) (bound * (2 * random.nextDouble() - 1));
    }
  }

  /**
   * Normal with mean 0.
   *
   * @param deviation the standard deviation
   */
  record Normal(double deviation) implements Initial {
    @Override
    public float next(CounterRandom random) {
      return (float) (deviation * random.nextGaussian());
    }
  }
}
