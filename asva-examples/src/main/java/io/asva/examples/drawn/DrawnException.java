package io.asva.examples.drawn;

import io.asva.core.AsvaException;

/** A data set that can't be drawn as asked, or not where it was asked for. */
public final class DrawnException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that says what was expected, what was found, and what to do. */
  public DrawnException(String message) {
    super(message);
  }

  /** An error with a message and the failure underneath. */
  public DrawnException(String message, Throwable cause) {
    super(message, cause);
  }
}
