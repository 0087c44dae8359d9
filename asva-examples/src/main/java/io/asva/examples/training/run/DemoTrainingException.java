package io.asva.examples.training.run;

import io.asva.core.AsvaException;

/** A stage of making the demo's models that can't begin or go on. */
public final class DemoTrainingException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that says what to do. */
  public DemoTrainingException(String message) {
    super(message);
  }

  /** An error with a message and the failure underneath it. */
  public DemoTrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
