package io.asva.core.training;

/**
 * Where training stands while a batch is computed.
 *
 * @param seed the run's seed
 * @param step the update that the batch belongs to, from 0
 * @param part which of the update's batches it is, from 0
 * @param parts how many batches an update accumulates
 * @param lossScale the factor by which the loss is multiplied before the backward pass: it holds
 *     the accumulation's 1 / parts and, with half precision, the gradients' scale
 * @param precision in which the forward pass is computed
 */
public record StepContext(
    long seed, int step, int part, int parts, double lossScale, Precision precision) {
  private static final int COMPUTATION = 2;

  /** The random numbers of this batch. Each call gives them from the first. */
  public CounterRandom random() {
    return CounterRandom.of(seed, COMPUTATION, step, part);
  }
}
