package io.asva.models.download;

import io.asva.core.AsvaException;
import java.util.OptionalInt;

/** A file that couldn't be fetched. */
public final class DownloadException extends AsvaException {
  private static final long serialVersionUID = 1L;
  private static final int NOT_FOUND = 404;

  private final int status;

  /** An error with a message that names the address or the file, and says what to do. */
  public DownloadException(String message) {
    super(message);
    this.status = 0;
  }

  /** The same with the failure underneath. */
  public DownloadException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  DownloadException(String message, int status) {
    super(message);
    this.status = status;
  }

  /** The status that a server answered with, if that was the reason. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Whether the server has no such file. */
  public boolean isNotFound() {
    return status == NOT_FOUND;
  }
}
