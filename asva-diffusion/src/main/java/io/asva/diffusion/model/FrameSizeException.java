package io.asva.diffusion.model;

import io.asva.core.AsvaException;

/** A size that no video's frames can have. */
public final class FrameSizeException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the size and the limits. */
  public FrameSizeException(String message) {
    super(message);
  }
}
