package io.asva.core.training;

/**
 * Where training stands while a batch is computed.
 *
 * @param seed the run's seed
 * @param step the update that the batch belongs to, from 0
 * @param part which of the update's batches it is, from 0
 * @param parts how many batches an update accumulates
 */
public record StepContext(long seed, int step, int part, int parts) {
  private static final int COMPUTATION = 2;

  /** The factor of the loss in the backward pass, so that an update's gradients are an average. */
  public double lossScale() {
    return 1.0 / parts;
  }

  /** The random numbers of this batch. Each call gives them from the first. */
  public CounterRandom random() {
    return CounterRandom.of(seed, COMPUTATION, step, part);
  }
}
