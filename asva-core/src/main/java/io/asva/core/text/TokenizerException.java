package io.asva.core.text;

import io.asva.core.AsvaException;

/** A tokenizer's files that are missing, or don't hold what they should. */
public final class TokenizerException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the file, what was expected and found. */
  public TokenizerException(String message) {
    super(message);
  }

  /** An error with the failure underneath it. */
  public TokenizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
