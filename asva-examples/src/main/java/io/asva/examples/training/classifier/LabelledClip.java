package io.asva.examples.training.classifier;

import io.asva.core.tensor.FloatTensor;

/**
 * Clips of a video and what is known of them.
 *
 * @param audio spectrograms, (clips, 1, 128, 204)
 * @param video normalised frames, (clips, frames, 3, side, side)
 * @param curves what {@link MotionCurves} says of each, (clips, numbers)
 */
record LabelledClip(FloatTensor audio, FloatTensor video, FloatTensor curves) {}
