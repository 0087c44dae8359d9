package io.asva.serve.store;

import io.asva.core.AsvaException;

/** Thrown when the server's folder can't be used, or what is asked for isn't in it. */
public final class StoreException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message for the person who reads it. */
  public StoreException(String message) {
    super(message);
  }

  /** An error with a message and the failure underneath it. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
