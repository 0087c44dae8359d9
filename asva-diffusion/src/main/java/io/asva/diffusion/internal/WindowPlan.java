package io.asva.diffusion.internal;

import io.asva.diffusion.Length;
import java.util.List;

/**
 * The windows of a video: each is as long as the model makes at once. A window's first frame is
 * given, so what it makes are the frames after it.
 *
 * @param frames of the video
 * @param window frames of a window
 * @param starts the video's frame that each window begins at, rising, the first 0
 */
record WindowPlan(int frames, int window, List<Integer> starts) {
  WindowPlan {
    starts = List.copyOf(starts);
  }

  /** A video of one window. */
  static WindowPlan single(int window) {
    return new WindowPlan(window, window, List.of(0));
  }

  /**
   * The windows of a longer video.
   *
   * @param form of a window
   * @param length the length that is asked for
   * @param audio the length of the audio in seconds
   */
  static WindowPlan of(ClipForm form, Length length, double audio) {
    double seconds = length.seconds().orElse(audio);
    int frames = (int) Math.max(form.frames(), Math.round(seconds * form.fps()));
    return new WindowPlan(frames, form.frames(), length.windows().starts(frames, form.frames()));
  }

  /** How many windows there are. */
  int count() {
    return starts.size();
  }

  /** The frames that all windows together reach to, which may be more than the video's. */
  int reach() {
    return starts.get(count() - 1) + window;
  }
}
