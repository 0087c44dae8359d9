package io.asva.training;

import java.util.Map;

/**
 * The losses of a batch.
 *
 * @param loss the loss whose gradients were computed, not scaled
 * @param others further figures to be logged, by name: {@code train_av_acc}
 */
public record Losses(double loss, Map<String, Double> others) {
  /** A loss alone. */
  public Losses(double loss) {
    this(loss, Map.of());
  }
}
