package io.asva.diffusion.training;

import io.asva.core.tensor.FloatTensor;

/**
 * A clip as the denoiser is trained on it.
 *
 * @param latents (frames, height, width, channels), a draw of the autoencoder, scaled
 * @param text the encoding of its category's text, (1, 77, channels)
 * @param audio the tokens of its audio, (1, 229, channels); its spectrogram, (1, 128, 204), where
 *     the encoder drops paths and so encodes each batch anew
 */
public record AnimationClip(FloatTensor latents, FloatTensor text, FloatTensor audio) {}
