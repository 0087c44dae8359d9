package io.asva.serve.job;

import io.asva.core.AsvaException;

/** Thrown when a job can't be taken on now. */
public final class JobException extends AsvaException {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  /** Reasons for which none is taken on. */
  public enum Reason {
    /** As many wait as may. */
    FULL,
    /** The server is being stopped. */
    STOPPING
  }

  JobException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The reason. */
  public Reason reason() {
    return reason;
  }
}
