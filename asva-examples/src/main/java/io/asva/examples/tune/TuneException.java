package io.asva.examples.tune;

import io.asva.core.AsvaException;

/** A search that can't be carried out or gone on with; the message says why. */
public final class TuneException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public TuneException(String message) {
    super(message);
  }

  /** With what is wrong, and what it came from. */
  public TuneException(String message, Throwable cause) {
    super(message, cause);
  }
}
