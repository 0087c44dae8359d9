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
  /** The data set that a seed gives, still to be written. */
  public DrawnDataset dataset(long seed) {
    return DrawnDataset.builder()
        .videos(videos)
        .testVideos(testVideos)
        .seed(seed)
        .size(size)
        .build();
  }
}
