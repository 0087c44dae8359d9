package io.asva.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How windows of the length that a model makes at once become one longer video.
 *
 * <p>{@code docs/long-videos.md} says how many windows each takes.
 */
public enum Windows {
  /**
   * All windows are denoised together: neighbours share frames, whose noise estimates are averaged
   * at each step. Every window attends to the given image as its first frame. This is
   * MultiDiffusion (Bar-Tal et al., 2023) along time.
   */
  OVERLAP,
  /**
   * One window after the other: each begins with the last frame of the one before. What is lost in
   * a window is missing in all later ones.
   */
  CHAIN;

  /** The share of the frames that a window makes which the next one makes, too. */
  private static final double OVERLAPPING = 0.5;

  /**
   * The video's frames that windows begin at: as few as leave the overlap that is wanted, evenly
   * spread.
   *
   * @param frames of the video, at least a window's
   * @param window frames of a window, 2 or more, of which it makes all but the first
   * @return rising from 0; the last window of a chain may reach beyond the video's end
   */
  public List<Integer> starts(int frames, int window) {
    int made = window - 1;
    if (this == CHAIN) {
      List<Integer> starts = new ArrayList<>();
      for (int start = 0; start == 0 || start < frames - 1; start += made) {
        starts.add(start);
      }
      return List.copyOf(starts);
    }
    int rest = frames - window;
    int stride = Math.max(1, (int) Math.round(made * (1 - OVERLAPPING)));
    int more = (rest + stride - 1) / stride;
    return IntStream.rangeClosed(0, more)
        .mapToObj(i -> more == 0 ? 0 : (int) Math.round((double) i * rest / more))
        .toList();
  }
}
