package io.asva.core.media.internal;

import io.asva.core.AsvaException;
import io.asva.core.media.MediaException;

/** Thrown when an encoder refuses a frame; what the disk does to a file is another matter. */
final class EncoderException extends AsvaException {
  private static final long serialVersionUID = 1L;

  EncoderException(MediaException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
