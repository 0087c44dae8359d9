package io.asva.metrics.evaluation;

import io.asva.core.AsvaException;

/** A file that can't be evaluated, for a reason of its own. */
final class BadFile extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** With a message that names the file. */
  BadFile(String message, Throwable cause) {
    super(message, cause);
  }
}
