package io.asva.media;

/**
 * Which of two frames that follow each other a moment of a clip shows, under {@link
 * Protocol#CORRECTED}.
 *
 * <p>The original takes the first frame that is due at or after the moment, or the nearest. In a
 * video without gaps both are right to within a frame. Where frames are missing they would show
 * what a player doesn't show for long yet, so there the frame on the screen counts as coming again,
 * a period apart, until the next one comes: the rules see what a conversion to a constant rate
 * makes of the video.
 *
 * @param period seconds from one frame to the next where none is missing; infinite for the
 *     original's rules, gap or not
 */
record FrameRule(double period) {
  /** Times are rounded to microseconds. */
  static final double SLACK = 1e-6;

  // One frame missing makes two periods; a phone's jitter stays below one and a half.
  private static final double GAP = 1.75;
  // Times are rounded to the container's ticks, up to a millisecond.
  private static final double TICK = 0.05;

  /** The last moment at which the frame on the screen counts as one that has come. */
  private double held(double shown, double following) {
    return isGap(shown, following) ? following - period * (1 - TICK) : shown;
  }

  /** Whether frames are missing between two that follow each other. */
  boolean isGap(double shown, double following) {
    return following - shown > GAP * period;
  }

  /** Whether the last frame of a video is still on the screen. */
  boolean lasts(double shown, double due) {
    return due < shown + period - SLACK;
  }

  /** Whether the first frame at or after a moment is the following one, not the one shown. */
  boolean first(double shown, double following, double due) {
    return due > held(shown, following) + SLACK;
  }

  /** Whether the frame nearest to a moment is the following one, not the one shown. */
  boolean nearest(double shown, double following, double due) {
    return Math.abs(due - following) < Math.abs(due - held(shown, following));
  }
}
