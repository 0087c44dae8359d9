package io.asva.sync;

/** Checks the start of a clip. */
final class Starts {
  private Starts() {}

  static void require(double seconds) {
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException("a clip can't begin at " + seconds + " s");
    }
  }
}
