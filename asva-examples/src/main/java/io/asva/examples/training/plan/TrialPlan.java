package io.asva.examples.training.plan;

import io.asva.examples.drawn.Edition;

/**
 * How finished models are tried.
 *
 * @param edition how images are drawn
 * @param clips how many clips are animated, and how many images of two things
 * @param size width and height of the images
 * @param steps of the scheduler
 * @param audioGuidance the audio guidance scale
 * @param textGuidance the text guidance scale
 * @param seed what images and sounds follow from; the noise has seed 0
 */
public record TrialPlan(
    Edition edition,
    int clips,
    int size,
    int steps,
    double audioGuidance,
    double textGuidance,
    long seed) {

  /** How the models are asked, in words. */
  public String words() {
    return steps
        + " steps, audio guidance "
        + audioGuidance
        + ", text guidance "
        + textGuidance
        + ", noise of seed 0, images and sounds of seed "
        + seed;
  }
}
