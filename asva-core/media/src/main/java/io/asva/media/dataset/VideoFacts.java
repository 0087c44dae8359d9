package io.asva.media.dataset;

import io.asva.media.MediaNote;
import java.util.List;

/**
 * The facts found by decoding a video.
 *
 * @param problems what is wrong with it, whatever it is used for
 * @param seconds length of the part that is meant, 0 where it can't be used
 * @param fps average frames a second, 0 where unknown
 * @param notes what a reader has to do about its times
 */
record VideoFacts(List<Found> problems, double seconds, double fps, List<MediaNote> notes) {
  /**
   * A problem.
   *
   * @param problem what is wrong
   * @param detail the same in words
   */
  record Found(Problem problem, String detail) {}

  /** A video that can't be used at all. */
  static VideoFacts unusable(Problem problem, String detail) {
    return new VideoFacts(List.of(new Found(problem, detail)), 0, 0, List.of());
  }

  /** Whether it can be used for something. */
  boolean isUsable() {
    return seconds > 0;
  }

  /** Whether length and frame rate suffice. */
  boolean fits(VideoUse use) {
    return isUsable() && use.isLongEnough(seconds) && (fps == 0 || use.isFastEnough(fps));
  }
}
