package io.asva.media;

import io.asva.core.AsvaException;

/** An image, audio or video that can't be read or written. */
public final class MediaException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the file, what was expected and what was found. */
  public MediaException(String message) {
    super(message);
  }

  /** An error with a message that names the file, and the failure underneath. */
  public MediaException(String message, Throwable cause) {
    super(message, cause);
  }
}
