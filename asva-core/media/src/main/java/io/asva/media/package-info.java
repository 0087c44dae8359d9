/**
 * Images, audio clips and videos: reading them from the user's files and writing what was made.
 *
 * <p>{@link io.asva.media.MediaFile} opens a video or audio file and decodes its frames and samples
 * with their times; {@link io.asva.media.Images} reads still images; {@link
 * io.asva.media.ClipSampling} says which frames make up a clip and {@link io.asva.media.ClipReader}
 * reads exactly those; {@link io.asva.media.VideoWriter} writes mp4, gif and png. What a caller
 * gives to be read, a file or what is in memory, is an {@link io.asva.media.ImageSource}, {@link
 * io.asva.media.AudioSource} or {@link io.asva.media.VideoSource}. Only local files are read, never
 * playlists or network addresses, and sizes are checked against {@link io.asva.media.MediaLimits}
 * before memory is taken.
 */
@NullMarked
package io.asva.media;

import org.jspecify.annotations.NullMarked;
