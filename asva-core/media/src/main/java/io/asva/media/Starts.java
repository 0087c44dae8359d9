package io.asva.media;

/** Checks the moment from which a source is read. */
final class Starts {
  private Starts() {}

  static void require(double seconds) {
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException("a clip can't begin at " + seconds + " s");
    }
  }
}
