/**
 * ImageBind's encoders. {@link io.asva.audio.imagebind.ImageBindAudio} turns mel spectrograms into
 * tokens and embeddings; {@link io.asva.audio.imagebind.ImageBindAudioGraph} and its siblings
 * describe the networks.
 */
@NullMarked
package io.asva.audio.imagebind;

import org.jspecify.annotations.NullMarked;
