package io.asva.serve;

import io.asva.core.AsvaException;

/** Thrown when a server can't be started as it was told. */
public final class ServeException extends AsvaException {
  private static final long serialVersionUID = 1L;

  ServeException(String message) {
    super(message);
  }

  ServeException(String message, Throwable cause) {
    super(message, cause);
  }
}
