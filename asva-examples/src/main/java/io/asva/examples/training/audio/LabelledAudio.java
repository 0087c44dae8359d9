package io.asva.examples.training.audio;

import io.asva.core.tensor.FloatTensor;
import io.asva.examples.training.data.Columns;

/**
 * Two seconds of sound and what is known of them.
 *
 * @param mel the spectrogram, (1, 1, 128, 204)
 * @param voice the number of the category that is heard
 * @param columns what happens when
 */
record LabelledAudio(FloatTensor mel, int voice, Columns columns) {}
