package io.asva.training.torchscript;

import io.asva.core.AsvaException;

/** A network that can't be written as TorchScript, or that libtorch can't compile or run. */
public final class TorchScriptException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the network and what to do. */
  public TorchScriptException(String message) {
    super(message);
  }

  /** An error with a message and the failure underneath it. */
  public TorchScriptException(String message, Throwable cause) {
    super(message, cause);
  }
}
