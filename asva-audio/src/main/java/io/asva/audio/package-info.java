/**
 * Sound as networks take it: {@link io.asva.media.AudioClips} cuts clips from a sound, {@link
 * io.asva.audio.MelSpectrogram} makes a clip's picture of frequencies over time, and {@link
 * io.asva.audio.SegmentMask} says which of ImageBind's audio tokens each video frame sees.
 */
@NullMarked
package io.asva.audio;

import org.jspecify.annotations.NullMarked;
