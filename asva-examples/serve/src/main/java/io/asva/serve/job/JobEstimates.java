package io.asva.serve.job;

import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How many jobs come before one that isn't over, and how long it will still take.
 *
 * @param pace how fast this machine is
 * @param clock says what time it is
 */
record JobEstimates(Pace pace, Clock clock) {
  private static final double TENTH = 10;

  /**
   * A job as it is now, with its estimates.
   *
   * @param unfinished all that wait or run, by their age
   */
  JobView view(Job job, List<Job> unfinished) {
    JobView view = job.view();
    if (view.state().isOver()) {
      return view;
    }
    boolean waits = view.state() == JobState.QUEUED;
    List<Job> before = unfinished.subList(0, Math.max(0, unfinished.indexOf(job)));
    return new JobView(
        view.id(),
        view.state(),
        view.created(),
        null,
        view.stage(),
        view.step(),
        view.total(),
        waits ? ahead(view, before) : null,
        secondsLeft(job, waits ? before : List.of()),
        view.asked(),
        null,
        null);
  }

  private static int ahead(JobView view, List<Job> before) {
    Integer told = view.ahead();
    return told == null ? before.size() : told;
  }

  private @Nullable Double secondsLeft(Job job, List<Job> before) {
    double sum = left(job);
    for (Job other : before) {
      sum += left(other);
    }
    return Double.isNaN(sum) ? null : Math.rint(sum * TENTH) / TENTH;
  }

  private double left(Job job) {
    OptionalDouble whole = pace.seconds(job.order().evaluations());
    return whole.isEmpty()
        ? Double.NaN
        : Math.max(0, whole.getAsDouble() - job.runs(clock.instant()));
  }
}
