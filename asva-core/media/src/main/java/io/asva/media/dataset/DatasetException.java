package io.asva.media.dataset;

import io.asva.core.AsvaException;

/** A data set, or a list of its videos, that can't be used. */
public final class DatasetException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the file, what was expected and what was found. */
  public DatasetException(String message) {
    super(message);
  }

  /** An error with a message that names the file, and the failure underneath. */
  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
