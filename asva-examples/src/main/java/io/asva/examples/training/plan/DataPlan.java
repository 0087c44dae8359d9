package io.asva.examples.training.plan;

import io.asva.examples.drawn.DrawnDataset;

/**
 * The drawn videos of a plan.
 *
 * @param videos how many
 * @param testVideos how many of them are kept for testing
 * @param size width and height in pixels
 */
public record DataPlan(int videos, int testVideos, int size) {
  // Half of the pictures hold two things, and in most of those only the text tells which moves.
  private static final double PAIRS = 0.5;
  private static final double FOREIGN_VOICES = 0.6;

  /** The data set that a seed gives, still to be written. */
  public DrawnDataset dataset(long seed) {
    return DrawnDataset.builder()
        .videos(videos)
        .testVideos(testVideos)
        .seed(seed)
        .size(size)
        .pairs(PAIRS)
        .foreignVoices(FOREIGN_VOICES)
        .build();
  }
}
