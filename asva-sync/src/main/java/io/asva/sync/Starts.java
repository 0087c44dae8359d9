package io.asva.sync;

/** What a clip's start must be. */
final class Starts {
  private Starts() {}

  static void require(double seconds) {
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException("a clip can't begin at " + seconds + " s");
    }
  }
}
