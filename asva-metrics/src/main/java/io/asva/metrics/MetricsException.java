package io.asva.metrics;

import io.asva.core.AsvaException;

/** Something that can't be measured: too little of it, of the wrong shape, or not numbers. */
public final class MetricsException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names what was to be measured. */
  public MetricsException(String message) {
    super(message);
  }

  /** An error with a message and the failure underneath it. */
  public MetricsException(String message, Throwable cause) {
    super(message, cause);
  }
}
