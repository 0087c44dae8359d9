package io.asva.sync;

/**
 * Which shifts of audio against image are tried, and on how much of a video.
 *
 * @param range the largest shift either way, in seconds
 * @param step from one shift to the next, in seconds
 * @param clips of 2 s whose scores are averaged, evenly spread over the video
 */
public record OffsetSearch(double range, double step, int clips) {
  private static final int MOST_SHIFTS = 10_001;

  /** The 31 shifts at 0.04 s of the reference's evaluation, over up to eight clips. */
  public static final OffsetSearch STANDARD = new OffsetSearch(0.6, 0.04, 8);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the range is negative, the step or the number of clips is
   *     not positive, or there would be more than 10001 shifts
   */
  public OffsetSearch {
    if (!(range >= 0) || !(step > 0) || clips < 1 || !(2 * range / step < MOST_SHIFTS)) {
      throw new IllegalArgumentException(
          "a search needs a range of 0 s or more, a positive step, at most "
              + MOST_SHIFTS
              + " shifts and a clip; given are range "
              + range
              + ", step "
              + step
              + ", clips "
              + clips);
    }
  }

  /** The shifts, in seconds, rising, 0 in the middle. */
  public double[] shifts() {
    int each = (int) Math.floor(range / step + 1e-9);
    double[] shifts = new double[2 * each + 1];
    for (int i = 0; i < shifts.length; i++) {
      shifts[i] = (i - each) * step;
    }
    return shifts;
  }
}
