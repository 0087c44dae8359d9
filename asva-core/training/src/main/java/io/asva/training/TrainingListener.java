package io.asva.training;

import java.nio.file.Path;

/** Is told how training goes, on its thread; it should return quickly. */
public interface TrainingListener {
  /** A listener that ignores everything. */
  TrainingListener NONE = new TrainingListener() {};

  /** Called after each update. */
  default void onStep(TrainingProgress progress) {}

  /** Called with each line of {@code train.log}, as it is written. */
  default void onMessage(String message) {}

  /**
   * Called after a checkpoint is whole; the figures in {@code train.jsonl} reach to its step.
   *
   * @param checkpoint its folder, {@code ckpts/checkpoint-N} of the run's
   */
  default void onCheckpoint(Path checkpoint) {}
}
