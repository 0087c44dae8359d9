package io.asva.media;

/** When it is worth a word that something is shorter than it should be. */
public final class Shortfall {
  /**
   * Seconds below which nobody wants to know that something was filled or cut. A block of AAC at
   * 44.1 kHz lasts 0.023 s: by so much the ends of well made files differ.
   */
  public static final double USUAL = 0.03;

  private Shortfall() {}

  /** Whether a length, in seconds, falls short of another by more than files usually do. */
  public static boolean isWorthANote(double seconds, double wanted) {
    return seconds < wanted - USUAL;
  }
}
