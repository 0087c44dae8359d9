package io.asva.examples.training.images;

import io.asva.core.tensor.FloatTensor;

/**
 * An image as the denoiser is trained on it.
 *
 * @param latent (1, 1, height, width, channels), a draw of the autoencoder, scaled
 * @param ids tokens of its category's text, (77)
 */
@SuppressWarnings("ArrayRecordComponent") // numbers for a tensor; equality is by identity
record LatentImage(FloatTensor latent, long[] ids) {}
