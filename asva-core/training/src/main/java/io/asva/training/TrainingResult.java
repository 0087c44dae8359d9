package io.asva.training;

import java.nio.file.Path;

/**
 * How a run ended.
 *
 * @param end why
 * @param step updates done, by this run and those that it went on from
 * @param checkpoint the last checkpoint, which is of this step
 * @param badExamples examples that couldn't be loaded and were replaced in this run
 */
public record TrainingResult(End end, int step, Path checkpoint, int badExamples) {
  /** Why a run ended. */
  public enum End {
    /** All updates are done. */
    FINISHED,
    /** It was asked to stop. */
    CANCELLED
  }
}
