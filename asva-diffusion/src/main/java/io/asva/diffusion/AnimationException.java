package io.asva.diffusion;

import io.asva.core.AsvaException;

/**
 * A request that can't be carried out, or parts that don't fit together. The message says what to
 * change.
 */
public final class AnimationException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message. */
  public AnimationException(String message) {
    super(message);
  }

  /** An error with a message and the failure underneath. */
  public AnimationException(String message, Throwable cause) {
    super(message, cause);
  }
}
