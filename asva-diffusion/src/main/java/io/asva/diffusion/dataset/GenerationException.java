package io.asva.diffusion.dataset;

import io.asva.core.AsvaException;

/** A data set's animation that can't begin or go on. What was made before stays. */
public final class GenerationException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message. */
  public GenerationException(String message) {
    super(message);
  }

  /** An error with a message and the failure underneath. */
  public GenerationException(String message, Throwable cause) {
    super(message, cause);
  }
}
