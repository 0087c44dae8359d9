package io.asva.core.files;

import io.asva.core.AsvaException;

/** The folder for what can be made again can't be used; the message says how to choose another. */
public final class CacheException extends AsvaException {
  private static final long serialVersionUID = 1;

  /** How another folder is chosen, as a sentence that ends a message. */
  static final String REMEDY =
      " The environment variable "
          + AsvaCache.VARIABLE
          + " (--cache on the command line, AsvaCache.use in a program) chooses another folder.";

  /** With a sentence that says what is wrong; how to choose another folder is added. */
  public CacheException(String message) {
    super(message + REMEDY);
  }

  /** With a sentence that says what is wrong; how to choose another folder is added. */
  public CacheException(String message, Throwable cause) {
    super(message + REMEDY, cause);
  }
}
