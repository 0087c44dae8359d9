package io.asva.media.internal;

import io.asva.core.Cancellation;
import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import java.nio.file.Path;

/**
 * An image file while it is read.
 *
 * @param file where it is
 * @param limits what is too large
 * @param cancellation stops the reading
 */
record ImageInput(Path file, MediaLimits limits, Cancellation cancellation) {
  private static final String STAGE = "reading an image";

  /** Whether the reading is to stop: cancelled, or its thread interrupted. */
  boolean isStopped() {
    return cancellation.isCancelled() || Thread.currentThread().isInterrupted();
  }

  /** Throws where the reading is to stop; decoders pass here many times a second. */
  void checkpoint() {
    cancellation.check(STAGE);
  }

  /** Throws where a size is over the limit. */
  void checkSize(long width, long height) {
    ImageSize.check(file, width, height, limits);
  }

  /** An error that says what is wrong with the file. */
  MediaException damaged(String what) {
    return new MediaException(message(what));
  }

  /** An error that says what is wrong with the file, and the failure underneath. */
  MediaException damaged(String what, Throwable cause) {
    return new MediaException(message(what), cause);
  }

  private String message(String what) {
    return "Can't read "
        + file
        + ": expected "
        + ImageKind.EXPECTED
        + ", found "
        + FileCheck.describe(file)
        + ". "
        + what;
  }
}
