package io.asva.core;

/** Thrown by a call on something that was closed. */
public final class ClosedException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** Names what was closed: "the UNet". */
  public ClosedException(String what) {
    super("Can't use " + what + ": it is closed.");
  }
}
