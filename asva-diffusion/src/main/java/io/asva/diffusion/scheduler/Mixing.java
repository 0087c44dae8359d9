package io.asva.diffusion.scheduler;

import io.asva.core.tensor.FloatTensor;
import java.util.Objects;

/**
 * Factors by which two batches are mixed, for each of the batch its own: a x + b y. Immutable, if
 * nobody writes to its arrays.
 *
 * @param first of the first batch, (batch)
 * @param second of the second, (batch)
 */
public record Mixing(FloatTensor first, FloatTensor second) {
  /** Factors of both at one place of a batch. */
  @FunctionalInterface
  interface Factors {
    float[] at(int place);
  }

  /** The factors at each place, the first's and the second's. */
  static Mixing of(int batch, Factors factors) {
    FloatTensor first = FloatTensor.zeros(batch);
    FloatTensor second = FloatTensor.zeros(batch);
    for (int i = 0; i < batch; i++) {
      float[] both = factors.at(i);
      first.values()[i] = both[0];
      second.values()[i] = both[1];
    }
    return new Mixing(first, second);
  }

  /**
   * The mixture of two batches.
   *
   * @param x (batch, ...)
   * @param y of the same shape
   * @return of the same shape
   * @throws SchedulerException if the shapes don't agree
   */
  public FloatTensor of(FloatTensor x, FloatTensor y) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    int batch = first.shape().dim(0);
    if (!x.shape().equals(y.shape()) || x.shape().rank() == 0 || x.shape().dim(0) != batch) {
      throw new SchedulerException(
          "Samples of "
              + x.shape()
              + " need noise, or outputs of a network, of the same shape and as many timesteps;"
              + " found "
              + y.shape()
              + " and "
              + batch
              + " timesteps.");
    }
    float[] out = new float[x.values().length];
    int size = batch == 0 ? 0 : out.length / batch;
    for (int i = 0; i < batch; i++) {
      float a = first.values()[i];
      float b = second.values()[i];
      for (int k = i * size; k < (i + 1) * size; k++) {
        out[k] = a * x.values()[k] + b * y.values()[k];
      }
    }
    return new FloatTensor(x.shape(), out);
  }
}
