package io.asva.metrics.evaluation;

/** The treatment of a video that can't be read, or lacks the audio that is to be compared. */
public enum BadFiles {
  /** It ends the evaluation. */
  FAIL,
  /**
   * It is left out with its counterpart on the other side, and the result and the report say so. No
   * other video takes its place.
   */
  SKIP
}
