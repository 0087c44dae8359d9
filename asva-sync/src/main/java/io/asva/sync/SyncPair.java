package io.asva.sync;

import io.asva.media.AudioSource;
import io.asva.media.VideoSource;

/**
 * Audio and a video to be scored together.
 *
 * @param audio the audio, of which 2 s from its start are heard, or the rest where it is shorter.
 *     Of a file called {@code .mp4} the blocks of samples are taken whole whose time lies in the
 *     clip, of others exactly the clip's samples, as the reference does
 * @param video the video, of which 2 s from its start are seen; 12 frames in memory at 6 a second
 *     are taken as they are
 */
public record SyncPair(AudioSource audio, VideoSource video) {}
