package io.asva.sync;

import io.asva.core.AsvaException;

/**
 * Audio or video that can't be scored, or parts of the classifier that are missing or don't fit
 * together. The message says what to change.
 */
public final class SyncException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message. */
  public SyncException(String message) {
    super(message);
  }

  /** An error with a message and the failure underneath. */
  public SyncException(String message, Throwable cause) {
    super(message, cause);
  }
}
