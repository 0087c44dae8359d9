/**
 * The training of the text encoder, and of the denoiser on single pictures: {@link
 * io.asva.examples.training.pictures.TextPicturesStage} runs it.
 */
@NullMarked
package io.asva.examples.training.pictures;

import org.jspecify.annotations.NullMarked;
