package io.asva.core.files;

import io.asva.core.AsvaException;

/** A file can't be written to the place that was asked for. */
public final class OutputException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the file and says why it can't be written. */
  public OutputException(String message) {
    super(message);
  }

  /** An error with a message that names the file, and the failure underneath. */
  public OutputException(String message, Throwable cause) {
    super(message, cause);
  }
}
