package io.asva.core.runtime;

/** A network that can't be opened or run for want of memory, of the device or the machine. */
public final class ModelMemoryException extends ModelException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the network, and the failure underneath. */
  public ModelMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
