package io.asva.core.weights.lora;

import io.asva.core.AsvaException;

/** A LoRA that can't be read, is of a kind that isn't supported, or belongs to another network. */
public final class LoraException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the file and the tensor. */
  public LoraException(String message) {
    super(message);
  }

  /** An error with a message that names the file, and the failure underneath. */
  public LoraException(String message, Throwable cause) {
    super(message, cause);
  }
}
