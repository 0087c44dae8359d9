package io.asva.training;

import java.util.List;

/**
 * A loss or gradient that is no number any more. The weights of the step before are untouched, and
 * the last checkpoint stays.
 */
public final class DivergedException extends TrainingException {
  private static final long serialVersionUID = 1L;

  private final int step;

  /**
   * Names the step and its examples.
   *
   * @param what what isn't finite: "the loss"
   * @param value its value
   * @param step the step that failed, from 1
   * @param examples the names of its examples
   * @param advice where the last good state is
   */
  public DivergedException(
      String what, double value, int step, List<String> examples, String advice) {
    super(
        what
            + " is "
            + value
            + " at step "
            + step
            + ", whose batch is "
            + examples
            + ". "
            + advice
            + " Try a lower learning rate, or look at these files.");
    this.step = step;
  }

  /** The step that failed, from 1. */
  public int step() {
    return step;
  }
}
