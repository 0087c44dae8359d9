package io.asva.training;

import io.asva.core.AsvaException;

/** Training that can't begin or go on: settings, data, or a checkpoint that can't be used. */
public class TrainingException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that says what to do. */
  public TrainingException(String message) {
    super(message);
  }

  /** An error with a message and the failure underneath it. */
  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
