package io.asva.diffusion.scheduler;

import io.asva.core.AsvaException;

/** A scheduler's option that isn't supported, or steps that it can't make. */
public final class SchedulerException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the option, what is supported and what was found. */
  public SchedulerException(String message) {
    super(message);
  }

  /** An error with the failure underneath it. */
  public SchedulerException(String message, Throwable cause) {
    super(message, cause);
  }
}
