package io.asva.media.internal;

import io.asva.media.Timestamp;

/**
 * The map from the times in a file to its time axis, which is that of FFmpeg's command line and of
 * players: 0 is the container's begin, which is that of its first stream to begin after edit lists.
 * Containers begin anywhere (MPEG-TS at 1.4 s, a cut that kept its times at 2.2 s, Matroska with
 * Opus at -7 ms), so nothing else may compute with a packet's time.
 *
 * <p>The flow is: {@link Tracks#of} finds where the axis begins; {@link StreamDecoder} gives every
 * frame and block its time on the axis, and takes times on it to seek; {@link TrackEnds} measures
 * on it how far tracks reach. {@link AudioSpan} puts blocks where they lie on it, and {@code
 * FrameRule} says which frame a moment of it shows.
 *
 * @param origin where the axis begins in the file's own time, in microseconds
 */
public record Timeline(long origin) {
  /** The file's own times, which is what the original reads. */
  public static final Timeline RAW = new Timeline(0);

  private static final int MICROSECONDS = 1_000_000;

  /** A time in the file on the axis; exact where the axis begins at 0, else to the microsecond. */
  Timestamp at(Timestamp raw) {
    return origin == 0
        ? raw
        : new Timestamp(Math.subtractExact(raw.microseconds(), origin), 1, MICROSECONDS);
  }

  static double seconds(long microseconds) {
    return microseconds / (double) MICROSECONDS;
  }

  /** Seconds on the axis in the file's own time. */
  double raw(double seconds) {
    return seconds + seconds(origin);
  }
}
