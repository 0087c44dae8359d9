/**
 * The training of the denoiser on clips: {@link io.asva.examples.training.clips.ClipsStage} runs
 * it.
 */
@NullMarked
package io.asva.examples.training.clips;

import org.jspecify.annotations.NullMarked;
