package io.asva.diffusion.spi;

import io.asva.core.AsvaException;

/** Words that can't be encoded, most often because the models don't know a category. */
public class TextException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that lists what is there. */
  public TextException(String message) {
    super(message);
  }

  /** An error with a message and the failure underneath. */
  public TextException(String message, Throwable cause) {
    super(message, cause);
  }
}
