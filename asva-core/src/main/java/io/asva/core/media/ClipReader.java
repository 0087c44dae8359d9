package io.asva.core.media;

import io.asva.core.media.ClipSampling.WhenShort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Reads clips from a video file: exactly the frames that {@link ClipSampling} chooses, and the
 * sound beside them. It decodes from the key frame before a clip to the clip's end, and turns only
 * the chosen frames into pixels.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param file the video
 * @param sampling the shape of a clip
 * @param protocol whether the original's slips are reproduced
 */
public record ClipReader(MediaFile file, ClipSampling sampling, Protocol protocol) {

  /** A reader of the original's clips without its slips. */
  public static ClipReader of(MediaFile file) {
    return new ClipReader(file, ClipSampling.STANDARD, Protocol.CORRECTED);
  }

  /**
   * The frames of a clip.
   *
   * @param start where the clip begins, in seconds; may be negative
   * @throws MediaException if there are no pictures, none lies in the clip, or too few do and that
   *     is to fail
   */
  public List<Picture> frames(double start, WhenShort whenShort) {
    return frames(start, whenShort, picture -> picture);
  }

  /**
   * What a function makes of the frames of a clip, each as it is decoded: so no more than one of
   * them is held whole where the function makes it small. A repeated frame is made once, and its
   * result repeated.
   *
   * @param start where the clip begins, in seconds; may be negative
   * @throws MediaException if there are no pictures, none lies in the clip, or too few do and that
   *     is to fail
   */
  public <T> List<T> frames(double start, WhenShort whenShort, Function<Picture, T> making) {
    SlotSelector slots = sampling.slots(start, protocol);
    List<T> taken = new ArrayList<>();
    try (VideoFrames frames = file.frames(slots.begin())) {
      while (!slots.finished() && frames.next()) {
        if (slots.offer(frames.time().roundedSeconds())) {
          taken.add(making.apply(frames.picture()));
        }
      }
    }
    try {
      slots.checkEnd(whenShort);
    } catch (MediaException e) {
      throw new MediaException(file.path() + ": " + e.getMessage(), e);
    }
    while (taken.size() < sampling.frames()) {
      taken.add(taken.get(taken.size() - 1));
    }
    return taken;
  }

  /**
   * The sound of a clip at the file's own rate: whole decoded blocks whose time lies in the clip.
   * It is a little longer or shorter than the clip; the original cuts it centred after resampling.
   *
   * @param start where the clip begins, in seconds
   * @throws MediaException if there is no sound
   */
  public Sound sound(double start) {
    return file.sound(start, start + sampling.seconds(), protocol);
  }

  /**
   * The frames of several clips as the classifier's reader takes them: for each slot the frame
   * nearest in time. Clips that share a frame share its picture.
   *
   * @param starts where the clips begin, in seconds, rising
   * @throws MediaException if there are no pictures, or none lies in the clips
   */
  public List<List<Picture>> nearestFrames(double... starts) {
    double from = starts[0];
    double to = starts[starts.length - 1] + sampling.seconds();
    double[] times = times(from, to);
    int[][] chosen = sampling.nearest(times, starts);
    Picture[] pictures = pictures(from, times.length, chosen);
    return Arrays.stream(chosen)
        .map(clip -> Arrays.stream(clip).mapToObj(i -> pictures[i]).toList())
        .toList();
  }

  private double[] times(double from, double to) {
    List<Double> times = new ArrayList<>();
    try (VideoFrames frames = file.frames(from)) {
      while (frames.next() && frames.time().roundedSeconds() <= to) {
        times.add(frames.time().roundedSeconds());
      }
    }
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private Picture[] pictures(double from, int count, int[][] chosen) {
    boolean[] wanted = new boolean[count];
    for (int[] clip : chosen) {
      for (int i : clip) {
        wanted[i] = true;
      }
    }
    Picture[] pictures = new Picture[count];
    try (VideoFrames frames = file.frames(from)) {
      for (int i = 0; i < count && frames.next(); i++) {
        if (wanted[i]) {
          pictures[i] = frames.picture();
        }
      }
    }
    return pictures;
  }
}
