package io.asva.sync.evaluation;

import io.asva.sync.SyncAccuracy;

/**
 * The numbers of the classifier's evaluation.
 *
 * @param clips clips of a video, around its middle
 * @param gap seconds from one clip's start to the next one's
 * @param tolerance how many places off still counts as right
 */
public record SyncSettings(int clips, double gap, int tolerance) {
  /** The reference's: 31 clips at 0.04 s, 5 places. */
  public static final SyncSettings STANDARD =
      new SyncSettings(SyncAccuracy.CLIPS, SyncAccuracy.GAP, SyncAccuracy.TOLERANCE);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is no clip, or a number is negative
   */
  public SyncSettings {
    if (clips < 1 || !(gap >= 0) || Double.isInfinite(gap) || tolerance < 0) {
      throw new IllegalArgumentException(
          "an evaluation needs a clip, and a gap and a tolerance of 0 or more; given are clips "
              + clips
              + ", gap "
              + gap
              + ", tolerance "
              + tolerance);
    }
  }
}
