package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.Draws;

/**
 * The form of a drawn video.
 *
 * @param width pixels in a row
 * @param height rows
 * @param seconds length
 * @param fps frames a second
 * @param rate samples a second
 * @param channels 1 or 2
 */
public record ClipFormat(
    int width, int height, double seconds, double fps, int rate, int channels) {
  private static final double[] FRAME_RATES = {12, 15, 24, 25, 30000.0 / 1001, 30};
  private static final int[] SAMPLING_RATES = {16000, 22050, 44100, 48000};
  private static final double SHORTEST = 3;
  private static final double LONGEST = 5;

  /** Whether the videos of a data set have one form. */
  public enum Variety {
    /** All have the form that is asked for; the sounds have one channel or two. */
    ONE,
    /**
     * 3 to 5 s, 12 to 30 frames a second, square or wider, at several sampling rates: for testing
     * what reads them.
     */
    VARIED
  }

  static ClipFormat varied(Draws draws, int size) {
    int width = draws.chance(0.5) ? size : size * 4 / 3 / 2 * 2;
    return new ClipFormat(
        width,
        size,
        Math.round(draws.between(SHORTEST, LONGEST) * 10) / 10.0,
        FRAME_RATES[draws.below(FRAME_RATES.length)],
        SAMPLING_RATES[draws.below(SAMPLING_RATES.length)],
        1 + draws.below(2));
  }
}
