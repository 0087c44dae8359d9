package io.asva.core.config;

import io.asva.core.AsvaException;

/** A network's configuration that can't be read, or asks for something that isn't there. */
public final class ModelConfigException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the file and the key. */
  public ModelConfigException(String message) {
    super(message);
  }

  /** An error with a message that names the file, and the failure underneath. */
  public ModelConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
