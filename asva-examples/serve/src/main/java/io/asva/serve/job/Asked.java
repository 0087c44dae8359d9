package io.asva.serve.job;

import org.jspecify.annotations.Nullable;

/**
 * The request of a job, to be shown again.
 *
 * <p>Immutable.
 *
 * @param image what its owner calls the image
 * @param audio what its owner calls the audio
 * @param start the second of the audio from which the clip's are taken; its middle when null
 * @param category the words, if they are a category
 * @param text the words, if they are any text
 * @param preset the way of denoising by its name; null if it has none
 * @param steps of denoising
 * @param seed of the noise
 * @param audioGuidance how strongly the audio guides
 * @param textGuidance how strongly the words guide
 */
public record Asked(
    String image,
    String audio,
    @Nullable Double start,
    @Nullable String category,
    @Nullable String text,
    @Nullable String preset,
    int steps,
    long seed,
    double audioGuidance,
    double textGuidance) {}
