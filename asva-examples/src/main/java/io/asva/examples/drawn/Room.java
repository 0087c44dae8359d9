package io.asva.examples.drawn;

/**
 * How a room answers a sound.
 *
 * @param seconds until its echo is 60 dB weaker
 * @param wet how loud the echo is at first, as a share of the sound; 0 for none
 */
public record Room(double seconds, double wet) {
  /** No room at all. */
  public static final Room NONE = new Room(0, 0);
}
