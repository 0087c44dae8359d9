package io.asva.training.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast training has lately been. */
final class Speed {
  private static final int WINDOW = 50;

  private final Deque<Long> times = new ArrayDeque<>();
  private final int clipsPerStep;

  Speed(int clipsPerStep) {
    this.clipsPerStep = clipsPerStep;
    times.add(System.nanoTime());
  }

  /** Notes the end of an update; gives its duration in seconds. */
  double step() {
    long now = System.nanoTime();
    double duration = (now - times.getLast()) * 1e-9;
    times.addLast(now);
    if (times.size() > WINDOW) {
      times.removeFirst();
    }
    return duration;
  }

  /** Leaves out what was done besides since the last update. */
  void skipPause() {
    long pause = System.nanoTime() - times.getLast();
    int count = times.size();
    for (int i = 0; i < count; i++) {
      times.addLast(times.removeFirst() + pause);
    }
  }

  double clipsPerSecond() {
    return clipsPerStep / secondsPerStep();
  }

  Duration timeFor(int steps) {
    return Duration.ofMillis(Math.round(1000L * steps * secondsPerStep()));
  }

  private double secondsPerStep() {
    double seconds = (times.getLast() - times.getFirst()) * 1e-9;
    return Math.max(1e-9, seconds) / Math.max(1, times.size() - 1);
  }
}
