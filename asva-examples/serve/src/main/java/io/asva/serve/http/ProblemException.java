package io.asva.serve.http;

import io.asva.core.AsvaException;

/** Thrown where a request can't be answered; it says with which status, and why. */
final class ProblemException extends AsvaException {
  private static final long serialVersionUID = 1L;
  private final int status;

  ProblemException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  static ProblemException badRequest(String detail) {
    return new ProblemException(400, detail);
  }

  static ProblemException notFound(String detail) {
    return new ProblemException(404, detail);
  }

  int status() {
    return status;
  }
}
