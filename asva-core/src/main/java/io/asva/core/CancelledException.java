package io.asva.core;

/**
 * Thrown by a call whose {@link Cancellation} was triggered, or whose thread was interrupted,
 * before it finished. Nothing is left half done. After an interrupt the thread's interrupt status
 * is set.
 */
public final class CancelledException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** Names the stage that was given up. */
  public CancelledException(String stage) {
    super(message(stage));
  }

  /** Names the stage that was given up, with what noticed it. */
  public CancelledException(String stage, Throwable cause) {
    super(message(stage), cause);
  }

  private static String message(String stage) {
    return "Cancelled while " + stage + ".";
  }
}
