/**
 * The training of the audio encoder: {@link io.asva.examples.training.audio.AudioStage} runs it.
 */
@NullMarked
package io.asva.examples.training.audio;

import org.jspecify.annotations.NullMarked;
