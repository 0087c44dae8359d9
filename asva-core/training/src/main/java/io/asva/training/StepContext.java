package io.asva.training;

import io.asva.core.random.CounterRandom;

/**
 * Where training stands while a batch is computed.
 *
 * @param seed the run's seed
 * @param step the update that the batch belongs to, from 0
 * @param part which of the update's batches it is, from 0
 * @param parts how many batches an update accumulates
 * @param scale a factor of the loss that the trainer takes out of the gradients again, so that half
 *     precision holds them; 1 in other precisions
 */
public record StepContext(long seed, int step, int part, int parts, double scale) {
  private static final int COMPUTATION = 2;

  /**
   * The factor of the loss in the backward pass: an update's gradients are to be an average, times
   * {@link #scale()}.
   */
  public double lossScale() {
    return scale / parts;
  }

  /** The random numbers of this batch. Each call gives them from the first. */
  public CounterRandom random() {
    return CounterRandom.of(seed, COMPUTATION, step, part);
  }
}
