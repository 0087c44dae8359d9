package io.asva.core.runtime;

import io.asva.core.AsvaException;

/**
 * A network that can't be opened or run: inputs that don't fit its signature, or a failure inside
 * ONNX Runtime.
 */
public sealed class ModelException extends AsvaException permits ModelMemoryException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the network. */
  public ModelException(String message) {
    super(message);
  }

  /** An error with a message that names the network, and the failure underneath. */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
