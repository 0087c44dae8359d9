package io.asva.core.runtime;

import io.asva.core.AsvaException;

/**
 * A device that can't be used: the wrong build of ONNX Runtime, a library that is missing, or a
 * failure of the driver.
 */
public final class DeviceException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names what is missing. */
  public DeviceException(String message) {
    super(message);
  }

  /** An error with a message that names what is missing, and the failure underneath. */
  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
