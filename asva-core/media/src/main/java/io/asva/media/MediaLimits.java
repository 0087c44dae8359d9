package io.asva.media;

/**
 * The largest input that is taken, so that a damaged or hostile file is refused before memory is
 * spent on it.
 *
 * @param pixels pixels of one image or frame
 * @param seconds length of what is read of a file at once; the file may be longer
 * @param streams streams in a file
 * @param samples samples of audio that is read at once, over all channels
 */
public record MediaLimits(long pixels, double seconds, int streams, long samples) {
  /** 100 megapixels, 24 hours, 64 streams, and 128 million samples, which take 512 MB as floats. */
  public static final MediaLimits DEFAULT =
      new MediaLimits(100_000_000, 24 * 3600, 64, 128_000_000L);

  /** The same with another limit of pixels. */
  public MediaLimits withPixels(long most) {
    return new MediaLimits(most, seconds, streams, samples);
  }

  /**
   * Checks that every limit is positive.
   *
   * @throws IllegalArgumentException if one is not
   */
  public MediaLimits {
    if (pixels < 1 || !(seconds > 0) || streams < 1 || samples < 1) {
      throw new IllegalArgumentException(
          "limits must be positive: pixels "
              + pixels
              + ", seconds "
              + seconds
              + ", streams "
              + streams
              + ", samples "
              + samples);
    }
  }
}
