/**
 * Audio as networks take it: {@link io.asva.audio.MelSpectrogram} makes a clip's image of
 * frequencies over time, and {@link io.asva.audio.SegmentMask} says which of ImageBind's audio
 * tokens each video frame sees. {@code AudioClips} of asva-media cuts clips from audio.
 */
@NullMarked
package io.asva.audio;

import org.jspecify.annotations.NullMarked;
