package io.asva.diffusion.model;

import io.asva.core.AsvaException;

/** A folder that can't be taken for an animator's models, or says of them what makes no sense. */
public final class ModelFolderException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the folder and says what was expected there. */
  public ModelFolderException(String message) {
    super(message);
  }

  /** An error with a message that names the folder, and the failure underneath. */
  public ModelFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
