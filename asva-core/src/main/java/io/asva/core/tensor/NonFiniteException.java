package io.asva.core.tensor;

import io.asva.core.AsvaException;

/**
 * Numbers that are none, NaN or infinite, where a result should be. The message names the tensor,
 * where in the work it came up, and the likely cause.
 */
public final class NonFiniteException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message. */
  public NonFiniteException(String message) {
    super(message);
  }

  private NonFiniteException(String message, NonFiniteException cause) {
    super(message, cause);
  }

  /**
   * The same with where it came up in front.
   *
   * @param where the beginning of a sentence: "At step 3 of 50"
   */
  public NonFiniteException at(String where) {
    return new NonFiniteException(where + ": " + getMessage(), this);
  }
}
