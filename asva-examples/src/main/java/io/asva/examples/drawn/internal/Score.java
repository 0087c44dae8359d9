package io.asva.examples.drawn.internal;

import io.asva.examples.drawn.SoundEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Random strokes without a beat. Any 2 s hold at least two of them, wherever they begin: no gap is
 * so long that it and the next together last longer.
 */
public final class Score {
  /** The shortest time between two onsets: two frames of 6 a second. */
  public static final double SHORTEST_GAP = 0.36;

  private static final double LONGEST_GAP = 1.25;
  private static final double TWO_GAPS = 1.95;
  private static final double EARLIEST = 0.2;
  private static final double LATEST_FIRST = 0.65;
  private static final double MARGIN = 0.1;
  private static final double WEAKEST = 0.4;
  private static final double SHORTEST_SWELL = 0.28;
  private static final double LONGEST_SWELL = 0.8;
  private static final double PAUSE = 0.06;

  private Score() {}

  /** The strokes of a sound. */
  public static List<SoundEvent> random(Draws draws, double seconds) {
    return random(draws, seconds, EARLIEST);
  }

  /**
   * The strokes of a sound.
   *
   * @param earliest before which none begins, in seconds
   */
  public static List<SoundEvent> random(Draws draws, double seconds, double earliest) {
    List<SoundEvent> events = new ArrayList<>();
    double gap = draws.between(earliest, LATEST_FIRST);
    double onset = gap;
    while (onset < seconds - MARGIN) {
      gap = nextGap(draws, gap);
      double longest = Math.min(LONGEST_SWELL, gap - PAUSE);
      double length = draws.between(SHORTEST_SWELL, longest);
      events.add(new SoundEvent(onset, draws.between(WEAKEST, 1), length));
      onset += gap;
    }
    return List.copyOf(events);
  }

  // Short gaps are as frequent as long ones, in octaves.
  private static double nextGap(Draws draws, double before) {
    double longest = Math.min(LONGEST_GAP, TWO_GAPS - before);
    return SHORTEST_GAP * StrictMath.pow(longest / SHORTEST_GAP, draws.unit());
  }
}
