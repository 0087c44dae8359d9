package io.asva.core.signal;

import io.asva.core.AsvaException;

/** A waveform, or a rate, that can't be processed. */
public final class SignalException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that says what was expected and found. */
  public SignalException(String message) {
    super(message);
  }
}
