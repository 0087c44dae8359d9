package io.asva.examples.drawn;

/**
 * One stroke or swell of a sound.
 *
 * @param onset when it begins, in seconds
 * @param strength how strong it is, above 0 and at most 1
 * @param length how long a swell lasts, in seconds; a stroke rings as long as it will
 */
public record SoundEvent(double onset, double strength, double length) {}
