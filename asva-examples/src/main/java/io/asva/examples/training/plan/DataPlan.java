package io.asva.examples.training.plan;

import io.asva.examples.drawn.DrawnDataset;
import io.asva.examples.drawn.Edition;

/**
 * The drawn videos of a plan.
 *
 * @param edition how they are drawn
 * @param videos how many
 * @param testVideos how many of them are kept for testing
 * @param size width and height in pixels
 */
public record DataPlan(Edition edition, int videos, int testVideos, int size) {
  /** The data set that a seed gives, still to be written. */
  public DrawnDataset dataset(long seed) {
    return DrawnDataset.builder()
        .edition(edition)
        .videos(videos)
        .testVideos(testVideos)
        .seed(seed)
        .size(size)
        .build();
  }
}
