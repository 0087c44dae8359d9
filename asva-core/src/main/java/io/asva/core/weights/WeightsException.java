package io.asva.core.weights;

import io.asva.core.AsvaException;

/** A weights file that can't be read, or does not hold what a network needs. */
public final class WeightsException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the file and the tensor. */
  public WeightsException(String message) {
    super(message);
  }

  /** An error with a message that names the file and the tensor, and the failure underneath. */
  public WeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
