package io.asva.media;

/**
 * The sound of a file.
 *
 * @param rate samples a second
 * @param channels number of channels
 * @param seconds length of the sound alone, 0 where unknown
 */
public record AudioTrack(int rate, int channels, double seconds) {
  /** The same with another length. */
  AudioTrack lasting(double length) {
    return new AudioTrack(rate, channels, length);
  }
}
