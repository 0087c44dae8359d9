package io.asva.sync;

import java.util.List;

/**
 * How often the classifier finds the clip that belongs to audio, and the audio that belongs to a
 * clip, among clips of the same video at small distances: the reference's evaluation, 31 clips at
 * 0.04 s, of which those up to 5 places from the right one count as right.
 *
 * @param audioToVideo the central audio against all clips' frames
 * @param videoToAudio the central frames against all clips' audio clips
 * @param chance the rate of a blind guess, 0 to 1
 */
public record SyncAccuracy(Proportion audioToVideo, Proportion videoToAudio, double chance) {
  /** Clips of a video in the reference's evaluation. */
  public static final int CLIPS = 31;

  /** Seconds from one clip's start to the next one's in the reference's evaluation. */
  public static final double GAP = 0.04;

  /** How many places off still counts as right in the reference's evaluation. */
  public static final int TOLERANCE = 5;

  /**
   * Counts how often the highest score lies near the centre; of equal scores the first counts.
   *
   * @param videos one video each, all with as many clips
   * @param tolerance how many places off still counts as right
   * @throws SyncException if there is no video, or a score is not a finite number
   * @throws IllegalArgumentException if the tolerance is negative or videos differ in clips
   */
  public static SyncAccuracy of(List<CentreScores> videos, int tolerance) {
    if (videos.isEmpty()) {
      throw new SyncException("There is no video whose accuracy could be counted.");
    }
    int clips = videos.get(0).clips();
    int centre = videos.get(0).centre();
    if (tolerance < 0 || videos.stream().anyMatch(video -> video.clips() != clips)) {
      throw new IllegalArgumentException(
          "the tolerance must not be negative, not " + tolerance + ", and clips alike");
    }
    int audioRight = 0;
    int videoRight = 0;
    for (CentreScores video : videos) {
      audioRight += near(video.audioToVideo(), centre, tolerance);
      videoRight += near(video.videoToAudio(), centre, tolerance);
    }
    int accepted = Math.min(clips - 1, centre + tolerance) - Math.max(0, centre - tolerance) + 1;
    return new SyncAccuracy(
        new Proportion(audioRight, videos.size()),
        new Proportion(videoRight, videos.size()),
        (double) accepted / clips);
  }

  private static int near(List<Double> scores, int centre, int tolerance) {
    int best = 0;
    for (int i = 0; i < scores.size(); i++) {
      Finite.require("the score of clip " + i, scores.get(i));
      best = scores.get(i) > scores.get(best) ? i : best;
    }
    return Math.abs(best - centre) <= tolerance ? 1 : 0;
  }
}
