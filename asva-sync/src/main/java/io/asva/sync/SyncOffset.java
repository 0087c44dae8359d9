package io.asva.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A shift between audio and image.
 *
 * @param seconds how much later the audio comes than the image that belongs to it; negative where
 *     it comes earlier. Moving the audio by minus this brings them together
 * @param score the score at that shift
 * @param curve the score at every shift, in rising order of shifts
 * @param notes what a user should know: what was filled, cut or held in the files
 */
public record SyncOffset(double seconds, double score, List<Point> curve, List<String> notes) {
  /** Copies the lists. */
  public SyncOffset {
    curve = List.copyOf(curve);
    notes = List.copyOf(notes);
  }

  /** The same with other notes. */
  public SyncOffset withNotes(List<String> others) {
    return new SyncOffset(seconds, score, curve, others);
  }

  /**
   * The score of one shift.
   *
   * @param seconds the shift: how much later the audio is taken than the image
   * @param score higher where they fit better
   */
  public record Point(double seconds, double score) {}

  /**
   * Tries every shift of a search. Where neighbouring shifts share the best score, the middle of
   * the longest such run is taken, of several as long the one nearest to 0.
   *
   * @param score gives the score of a shift
   * @throws SyncException if a score is not a finite number
   */
  public static SyncOffset of(OffsetSearch search, DoubleUnaryOperator score) {
    List<Point> curve = new ArrayList<>();
    for (double shift : search.shifts()) {
      double value = score.applyAsDouble(shift);
      curve.add(new Point(shift, Finite.require("the score at " + shift + " s", value)));
    }
    Point best = best(curve);
    return new SyncOffset(best.seconds(), best.score(), curve, List.of());
  }

  private static Point best(List<Point> curve) {
    double highest = curve.stream().mapToDouble(Point::score).max().orElseThrow();
    Point best = curve.get(0);
    int longest = 0;
    for (int from = 0; from < curve.size(); from++) {
      int to = from;
      while (to < curve.size() && curve.get(to).score() == highest) {
        to++;
      }
      int length = to - from;
      if (length > 0) {
        Point middle = middle(curve, from, to - 1);
        boolean nearer = Math.abs(middle.seconds()) < Math.abs(best.seconds());
        if (length > longest || (length == longest && nearer)) {
          best = middle;
          longest = length;
        }
        from = to - 1;
      }
    }
    return best;
  }

  private static Point middle(List<Point> curve, int first, int last) {
    Point low = curve.get((first + last) / 2);
    Point high = curve.get((first + last + 1) / 2);
    return Math.abs(high.seconds()) < Math.abs(low.seconds()) ? high : low;
  }
}
