package io.asva.sync;

/** The rule that no result is NaN without saying why. */
final class Finite {
  private Finite() {}

  /** Throws unless a number is finite. */
  static double require(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new SyncException(
          "What should be "
              + what
              + " is "
              + value
              + ". Audio and frames were finite, so the classifier's weights hold numbers that are"
              + " not, or too large ones.");
    }
    return value;
  }
}
