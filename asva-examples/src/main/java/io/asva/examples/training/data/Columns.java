package io.asva.examples.training.data;

import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.examples.drawn.ClipLabels;
import java.util.List;

/**
 * The targets of the audio encoder for each time column of its patches (0.1 s apart, 0.16 s wide):
 * whether something begins in it, how loud it is and how long ago something began, at two moments.
 *
 * @param begins 1 where a stroke or swell begins in a column's first 0.1 s
 * @param levels of each column the loudness at two moments, then exp(-t / 0.3 s) of the time since
 *     the last onset at both; columns one after another
 */
@SuppressWarnings("ArrayRecordComponent") // numbers for a tensor; equality is by identity
public record Columns(float[] begins, float[] levels) {
  /** Levels of a column. */
  public static final int LEVELS = 4;

  /** Seconds from one column to the next: ten steps of the spectrogram. */
  private static final double STEP = 0.1;

  private static final double[] MOMENTS = {0.04, 0.14};
  private static final double DECAY = 0.3;

  /**
   * The columns of a clip.
   *
   * @param start where it begins in its video, in seconds
   */
  public static Columns of(ClipLabels labels, double start) {
    int columns = ImageBindAudioGraph.PATCH_COLUMNS;
    float[] begins = new float[columns];
    float[] levels = new float[columns * LEVELS];
    for (int c = 0; c < columns; c++) {
      double from = start + c * STEP;
      boolean any = labels.onsets().stream().anyMatch(t -> t >= from && t < from + STEP);
      begins[c] = any ? 1 : 0;
      for (int k = 0; k < MOMENTS.length; k++) {
        double time = from + MOMENTS[k];
        levels[c * LEVELS + k] = (float) at(labels.loudness(), time * labels.fps());
        levels[c * LEVELS + MOMENTS.length + k] = (float) since(labels.onsets(), time);
      }
    }
    return new Columns(begins, levels);
  }

  /**
   * A value between those of frames.
   *
   * @param position in frames; beyond the last one its value holds
   */
  public static double at(List<Double> values, double position) {
    int before = Math.min((int) position, values.size() - 1);
    int after = Math.min(before + 1, values.size() - 1);
    double share = Math.min(position - before, 1);
    return values.get(before) + share * (values.get(after) - values.get(before));
  }

  /** How long ago something began: exp(-t / 0.3 s) of the time since the last onset. */
  public static double since(List<Double> onsets, double time) {
    double last = Double.NEGATIVE_INFINITY;
    for (double onset : onsets) {
      last = onset <= time ? onset : last;
    }
    return Math.exp((last - time) / DECAY);
  }
}
