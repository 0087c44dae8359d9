/**
 * The training of the text encoder, and of the denoiser on single images: {@link
 * io.asva.examples.training.images.TextImagesStage} runs it.
 */
@NullMarked
package io.asva.examples.training.images;

import org.jspecify.annotations.NullMarked;
