package io.asva.media;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Frames that follow each other at an even rate.
 *
 * @param frames images of one size, copied
 * @param fps frames a second
 */
public record Video(List<Image> frames, double fps) {

  /**
   * Checks that the frames have one size.
   *
   * @throws IllegalArgumentException if they have not, if there is none, or if the rate is not a
   *     positive number
   */
  public Video {
    frames = List.copyOf(frames);
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("a video needs at least one frame");
    }
    if (!(fps > 0) || Double.isInfinite(fps)) {
      throw new IllegalArgumentException("the frame rate must be positive, not " + fps);
    }
    Image first = frames.get(0);
    for (int i = 1; i < frames.size(); i++) {
      Image frame = frames.get(i);
      if (frame.width() != first.width() || frame.height() != first.height()) {
        throw new IllegalArgumentException(
            "frame 0 is "
                + first.width()
                + "x"
                + first.height()
                + ", frame "
                + i
                + " is "
                + frame.width()
                + "x"
                + frame.height());
      }
    }
  }

  /** Pixels in a row. */
  public int width() {
    return frames.get(0).width();
  }

  /** Rows. */
  public int height() {
    return frames.get(0).height();
  }

  /** The times of the frames in seconds, rounded to microseconds as those of files are. */
  public double[] times() {
    return IntStream.range(0, frames.size())
        .mapToDouble(i -> Math.rint(i / fps * 1e6) / 1e6)
        .toArray();
  }

  /** Length in seconds. */
  public double seconds() {
    return frames.size() / fps;
  }
}
