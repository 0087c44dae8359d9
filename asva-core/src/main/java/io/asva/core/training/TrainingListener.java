package io.asva.core.training;

/** Is told how training goes, on its thread; it should return quickly. */
public interface TrainingListener {
  /** A listener that ignores everything. */
  TrainingListener NONE = new TrainingListener() {};

  /** Called after each update. */
  default void onStep(TrainingProgress progress) {}

  /** Called with each line of {@code train.log}, as it is written. */
  default void onMessage(String message) {}
}
