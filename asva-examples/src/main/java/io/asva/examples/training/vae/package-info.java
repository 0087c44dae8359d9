/** The training of the autoencoder: {@link io.asva.examples.training.vae.VaeStage} runs it. */
@NullMarked
package io.asva.examples.training.vae;

import org.jspecify.annotations.NullMarked;
