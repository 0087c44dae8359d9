package io.asva.media.dataset;

/**
 * A part of a video.
 *
 * @param start where it begins, in seconds
 * @param end where it ends, in seconds; infinite for the video's end
 */
public record Segment(double start, double end) {
  /** All of a video. */
  public static final Segment WHOLE = new Segment(0, Double.POSITIVE_INFINITY);

  /**
   * Checks the order.
   *
   * @throws DatasetException unless 0 &lt;= start &lt; end, and start is finite
   */
  public Segment {
    if (!(start >= 0) || !(end > start)) {
      throw new DatasetException(
          "A part of a video can't go from "
              + start
              + " to "
              + end
              + " seconds: expected 0 <= start < end.");
    }
  }

  /** Length in seconds; infinite for all of a video. */
  public double seconds() {
    return end - start;
  }
}
