package io.asva.core;

/**
 * Thrown by a call whose {@link Cancellation} was triggered before it finished. Nothing is left
 * half done.
 */
public final class CancelledException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** Names the stage that was given up. */
  public CancelledException(String stage) {
    super("Cancelled while " + stage + ".");
  }
}
