package io.asva.media.internal;

import io.asva.media.MediaException;

/** Thrown when an encoder refuses a frame; what the disk does to a file is another matter. */
final class EncoderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final MediaException refusal;

  EncoderException(MediaException refusal) {
    super(refusal);
    this.refusal = refusal;
  }

  /** The encoder's own words. */
  MediaException refusal() {
    return refusal;
  }
}
