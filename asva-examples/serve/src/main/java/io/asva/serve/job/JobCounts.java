package io.asva.serve.job;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counts of what a server has done since it began.
 *
 * <p>Safe for use by many threads.
 */
public final class JobCounts {
  private final Map<JobState, Long> ended = new EnumMap<>(JobState.class);
  private long refused;
  private double seconds;

  JobCounts() {}

  synchronized void ended(JobView view) {
    ended.merge(view.state(), 1L, Long::sum);
    JobResult result = view.result();
    seconds += result == null ? 0 : result.tookSeconds();
  }

  synchronized void refused() {
    refused++;
  }

  /** How many ended so. */
  public synchronized long ended(JobState how) {
    return ended.getOrDefault(how, 0L);
  }

  /** How many were refused because as many waited as may. */
  public synchronized long refusals() {
    return refused;
  }

  /** How long all that are done took together. */
  public synchronized double seconds() {
    return seconds;
  }
}
