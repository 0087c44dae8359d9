package io.asva.sync;

/**
 * A sound and a video to be scored together.
 *
 * @param audio the sound
 * @param video the video
 */
public record SyncPair(AudioSource audio, VideoSource video) {}
