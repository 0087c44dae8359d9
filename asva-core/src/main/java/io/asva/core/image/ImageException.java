package io.asva.core.image;

import io.asva.core.AsvaException;

/** An image, or a size, that can't be processed. */
public final class ImageException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that says what was expected and found. */
  public ImageException(String message) {
    super(message);
  }
}
