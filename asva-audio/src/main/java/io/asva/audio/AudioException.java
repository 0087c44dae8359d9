package io.asva.audio;

import io.asva.core.AsvaException;

/** Audio that can't be processed. */
public final class AudioException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that says what was expected and found. */
  public AudioException(String message) {
    super(message);
  }
}
