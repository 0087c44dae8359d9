package io.asva.sync.training;

import io.asva.core.tensor.FloatTensor;

/**
 * The clips of one video as the classifier is trained on them.
 *
 * @param audio spectrograms, (clips, 1, 128, 204)
 * @param video normalised frames, (clips, frames, 3, side, side)
 */
public record SyncClip(FloatTensor audio, FloatTensor video) {}
