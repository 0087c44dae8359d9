package io.asva.sync.training;

import static java.util.Objects.requireNonNull;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.Arrays;
import java.util.Map;

/**
 * The normalised frames of a video's clips. Clips overlap: a frame that several of them show is
 * held once.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class ClipFrames {
  private static final int CHANNELS = 3;

  private final int side;
  private final Map<Integer, FloatTensor> frames;
  private final int[][] shown;
  private final boolean[] mirrored;

  /**
   * @param side of a frame in pixels
   * @param frames the different ones, (3, side, side), by number
   * @param shown the numbers of each clip's frames, equally many of each
   * @param mirrored which clips are mirrored
   */
  ClipFrames(int side, Map<Integer, FloatTensor> frames, int[][] shown, boolean[] mirrored) {
    this.side = side;
    this.frames = Map.copyOf(frames);
    this.shown = Arrays.stream(shown).map(int[]::clone).toArray(int[][]::new);
    this.mirrored = mirrored.clone();
  }

  /** The shape of {@link #tensor()}. */
  public Shape shape() {
    return Shape.of(shown.length, shown[0].length, CHANNELS, side, side);
  }

  /** All frames of all clips, (clips, frames, 3, side, side); a new array each time. */
  public FloatTensor tensor() {
    FloatTensor result = FloatTensor.zeros(shape().dims());
    copyTo(result.values(), 0);
    return result;
  }

  /** Writes what {@link #tensor()} holds into an array, from a position on. */
  void copyTo(float[] into, int at) {
    int next = at;
    for (int clip = 0; clip < shown.length; clip++) {
      for (int number : shown[clip]) {
        float[] frame = requireNonNull(frames.get(number)).values();
        copy(frame, into, next, mirrored[clip]);
        next += frame.length;
      }
    }
  }

  private void copy(float[] from, float[] into, int at, boolean mirror) {
    if (!mirror) {
      System.arraycopy(from, 0, into, at, from.length);
      return;
    }
    for (int i = 0; i < from.length; i++) {
      int x = i % side;
      into[at + i] = from[i - x + side - 1 - x];
    }
  }
}
