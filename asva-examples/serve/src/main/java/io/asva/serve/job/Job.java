package io.asva.serve.job;

import io.asva.core.Cancellation;
import io.asva.core.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One job, from when it is taken on: who watches it, and its switch. Its view changes until it is
 * over.
 *
 * <p>Safe for use by many threads.
 */
final class Job {
  private final JobOrder order;
  private final Instant created;
  private final Cancellation cancellation = new Cancellation();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private JobView view; // guarded by this, as what follows
  private @Nullable Instant begun;
  private @Nullable Instant denoising;
  private @Nullable Instant denoised;

  Job(String id, JobOrder order, Instant created) {
    this.order = order;
    this.created = created;
    this.view =
        new JobView(
            id,
            JobState.QUEUED,
            created.toString(),
            null,
            "reading",
            0,
            1,
            null,
            null,
            order.asked(),
            null,
            null);
  }

  JobOrder order() {
    return order;
  }

  Instant created() {
    return created;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  synchronized JobView view() {
    return view;
  }

  /** Notes how far it is. */
  void progress(Progress progress, Instant now) {
    boolean waits = progress.stage().equals("reading") || progress.stage().equals("waiting");
    synchronized (this) {
      if (!waits && begun == null) {
        begun = now;
      }
      if (progress.stage().equals("denoising")) {
        denoising = denoising == null ? now : denoising;
        denoised = now;
      }
      Integer ahead =
          progress.stage().equals("waiting") ? progress.total() - progress.step() : null;
      view =
          new JobView(
              view.id(),
              waits ? JobState.QUEUED : JobState.RUNNING,
              view.created(),
              null,
              progress.stage(),
              progress.step(),
              progress.total(),
              ahead,
              null,
              view.asked(),
              null,
              null);
    }
    tell();
  }

  /** Seconds since it has the device. */
  synchronized double runs(Instant now) {
    return begun == null ? 0 : seconds(begun, now);
  }

  /** Seconds of denoising. */
  synchronized double denoised() {
    return denoising == null || denoised == null ? 0 : seconds(denoising, denoised);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  /** It is over, for good. */
  void end(JobView last) {
    synchronized (this) {
      view = last;
    }
    tell();
  }

  /** Runs something whenever the view has changed; on the thread that works, so it is quick. */
  JobWatch watch(Runnable watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  void tell() {
    watchers.forEach(Runnable::run);
  }
}
