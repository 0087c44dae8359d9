package io.asva.media;

/**
 * The audio of a file.
 *
 * @param rate samples a second
 * @param channels number of channels
 * @param seconds length of the audio alone, 0 where unknown
 */
public record AudioTrack(int rate, int channels, double seconds) {
  /** The same with another length. */
  AudioTrack lasting(double length) {
    return new AudioTrack(rate, channels, length);
  }
}
