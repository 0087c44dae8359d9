package io.asva.core.media;

/**
 * What a file says of its sound.
 *
 * @param rate samples a second
 * @param channels number of channels
 * @param seconds length, 0 where unknown
 */
public record AudioTrack(int rate, int channels, double seconds) {}
