package io.asva.models;

import io.asva.core.AsvaException;

/** A folder of models, or a file for it, that can't be used as asked. */
public final class ModelsException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the file, and says what to do. */
  public ModelsException(String message) {
    super(message);
  }

  /** The same with the failure underneath. */
  public ModelsException(String message, Throwable cause) {
    super(message, cause);
  }
}
