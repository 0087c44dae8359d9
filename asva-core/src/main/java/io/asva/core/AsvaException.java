package io.asva.core;

/**
 * The root of every error this library throws on purpose. Its message names what was read or run,
 * what was expected, what was found, and what to do; its subclasses lie beside the concept they
 * belong to.
 */
public class AsvaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with a message for the person who reads the log. */
  public AsvaException(String message) {
    super(message);
  }

  /** An error with a message and the failure underneath it. */
  public AsvaException(String message, Throwable cause) {
    super(message, cause);
  }
}
