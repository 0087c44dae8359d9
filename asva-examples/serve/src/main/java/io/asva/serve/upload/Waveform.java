package io.asva.serve.upload;

import io.asva.media.Audio;
import java.util.ArrayList;
import java.util.List;

/**
 * The outline of audio, taken in piece by piece: the loudest sample of each of equal parts.
 *
 * <p>Not safe for use by several threads.
 */
public final class Waveform {
  private static final double PARTS_A_SECOND = 100;
  private static final int MOST = 600;
  private static final double DIGITS = 1000;

  private final List<Float> peaks = new ArrayList<>();
  private float peak;
  private double filled; // share of a part that its samples fill so far
  private double seconds;

  /** The outline of audio in memory. */
  public static List<Double> of(Audio audio) {
    Waveform waveform = new Waveform();
    waveform.add(audio);
    return waveform.peaks();
  }

  /** Takes in the next piece. */
  void add(Audio piece) {
    double step = PARTS_A_SECOND / piece.rate();
    for (int i = 0; i < piece.length(); i++) {
      for (float[] channel : piece.samples()) {
        peak = Math.max(peak, Math.abs(channel[i]));
      }
      filled += step;
      if (filled >= 1) {
        peaks.add(peak);
        peak = 0;
        filled -= 1;
      }
    }
    seconds += piece.seconds();
  }

  /** How long the pieces are together. */
  double seconds() {
    return seconds;
  }

  /** The outline, of so many parts at most that a page can draw it. */
  List<Double> peaks() {
    List<Float> all = new ArrayList<>(peaks);
    if (filled > 0 && peak > 0) {
      all.add(peak);
    }
    int parts = Math.min(MOST, Math.max(1, all.size()));
    List<Double> outline = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) part * all.size() / parts);
      int to = (int) ((long) (part + 1) * all.size() / parts);
      double loudest = all.subList(from, to).stream().mapToDouble(p -> p).max().orElse(0);
      outline.add(Math.rint(Math.min(1, loudest) * DIGITS) / DIGITS);
    }
    return outline;
  }
}
