package io.asva.serve.job;

import io.asva.core.runtime.DeviceCaller;
import io.asva.diffusion.Animator;
import io.asva.serve.store.Ids;
import io.asva.serve.store.Retention;
import io.asva.serve.store.ServeFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The jobs of a server: those that wait or run, and those that are over, which are kept on disk and
 * are there again after a restart.
 *
 * <p>There is no queue here: each job has a thread, which waits in the animator's {@link
 * io.asva.core.runtime.DeviceQueue} for its turn, and as many are taken on as may wait there.
 *
 * <p>Safe for use by many threads.
 */
public final class Jobs implements AutoCloseable {
  private static final int USUAL_BOUND = 16;

  private final Animator animator;
  private final JobStore store;
  private final Retention retention;
  private final Clock clock;
  private final Pace pace;
  private final JobEstimates estimates;
  private final JobRun run;
  private final int bound;
  private final ExecutorService threads;
  private final Map<String, Job> open = new LinkedHashMap<>(); // guarded by this, by their age
  private final Map<String, JobView> over = new LinkedHashMap<>(); // guarded by this
  private final JobCounts counts = new JobCounts();
  private boolean stopping; // guarded by this

  /**
   * The jobs that a folder holds.
   *
   * @param animator does them; how many may wait is its {@code queueBound}, else {@value
   *     #USUAL_BOUND}
   * @param log is told of failures that no message explains
   */
  public Jobs(
      Animator animator,
      Path folder,
      Retention retention,
      Clock clock,
      BiConsumer<String, Throwable> log) {
    this.animator = animator;
    this.store = new JobStore(folder);
    this.retention = retention;
    this.clock = clock;
    this.pace = new Pace();
    this.estimates = new JobEstimates(pace, clock);
    this.run = new JobRun(animator, store, pace, clock, log);
    int most = animator.config().sharing().queueBound();
    this.bound = most == DeviceCaller.UNBOUNDED ? USUAL_BOUND : most;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "asva-job");
              thread.setDaemon(true);
              return thread;
            });
    restore();
  }

  private synchronized void restore() {
    List<JobView> views = new ArrayList<>(store.read());
    views.sort(Comparator.comparing(JobView::created));
    for (JobView view : views) {
      JobView last = view;
      if (!view.state().isOver()) {
        store.removeResult(view.id());
        last = view.ended(JobState.CANCELLED, clock.instant().toString(), JobRun.SERVER_STOPPED);
        store.write(last);
      }
      over.put(last.id(), last);
    }
    sweep();
  }

  /** How fast this machine is. */
  public Pace pace() {
    return pace;
  }

  /** Counts of what was done. */
  public JobCounts counts() {
    return counts;
  }

  /** How many may wait. */
  public int bound() {
    return bound;
  }

  /** How many wait or run. */
  public synchronized int unfinished() {
    return open.size();
  }

  /**
   * Takes a job on; its order is released when it is over, or at once if it is refused.
   *
   * @throws JobException if as many wait as may, or the server is being stopped
   */
  public JobView submit(JobOrder order) {
    Job job;
    try {
      job = takeOn(order);
    } catch (RuntimeException e) {
      order.release().run();
      throw e;
    }
    threads.execute(() -> work(job));
    return estimates.view(job, unfinishedJobs());
  }

  private synchronized Job takeOn(JobOrder order) {
    if (stopping) {
      throw new JobException(
          JobException.Reason.STOPPING, "The server is being stopped and takes nothing on.");
    }
    if (open.size() > bound) {
      counts.refused();
      throw new JobException(
          JobException.Reason.FULL,
          bound + " clips wait already, as many as may. Ask again when one is done.");
    }
    Job job = new Job(Ids.fresh(), order, clock.instant());
    store.create(job.view());
    open.put(job.view().id(), job);
    return job;
  }

  private void work(Job job) {
    JobView last = run.run(job);
    try {
      store.write(last);
    } finally {
      synchronized (this) {
        open.remove(last.id());
        over.put(last.id(), last);
        counts.ended(last);
      }
      job.order().release().run();
      job.end(last);
    }
    sweep();
    unfinishedJobs().forEach(Job::tell); // those behind it are nearer now
  }

  /** Those that wait or run, by their age. */
  private synchronized List<Job> unfinishedJobs() {
    return List.copyOf(open.values());
  }

  /** A job as it is now. */
  public Optional<JobView> find(String id) {
    Job job;
    synchronized (this) {
      job = open.get(id);
      if (job == null) {
        return Optional.ofNullable(over.get(id));
      }
    }
    return Optional.of(estimates.view(job, unfinishedJobs()));
  }

  /** All jobs, the newest first. */
  public List<JobView> list() {
    List<JobView> views = new ArrayList<>();
    List<Job> unfinished;
    synchronized (this) {
      views.addAll(over.values());
      unfinished = List.copyOf(open.values());
    }
    unfinished.forEach(job -> views.add(estimates.view(job, unfinished)));
    views.sort(Comparator.comparing(JobView::created).thenComparing(JobView::id).reversed());
    return views;
  }

  /**
   * Stops a job that isn't over.
   *
   * @return whether there was one
   */
  public boolean cancel(String id) {
    Job job;
    synchronized (this) {
      job = open.get(id);
    }
    if (job == null) {
      return false;
    }
    job.cancellation().cancel();
    return true;
  }

  /**
   * Removes a job that is over, with its files.
   *
   * @return whether there was one
   */
  public synchronized boolean remove(String id) {
    if (over.remove(id) == null) {
      return false;
    }
    store.remove(id);
    return true;
  }

  /** A file of a result. */
  public Optional<Path> file(String id, String name) {
    synchronized (this) {
      JobView view = over.get(id);
      if (view == null || view.state() != JobState.DONE) {
        return Optional.empty();
      }
    }
    return store.file(id, name);
  }

  /**
   * Runs something whenever a job has changed, until what is returned is closed; at once if it is
   * over already.
   *
   * @param watcher is quick: it runs on the thread that works
   */
  public JobWatch watch(String id, Runnable watcher) {
    Job job;
    synchronized (this) {
      job = open.get(id);
    }
    JobWatch watching = job == null ? () -> {} : job.watch(watcher);
    watcher.run();
    return watching;
  }

  /** Removes those that are over and too old, or too much. */
  public synchronized void sweep() {
    List<Retention.Kept> kept = new ArrayList<>();
    for (JobView view : over.values()) {
      kept.add(
          new Retention.Kept(
              view.id(),
              Instant.parse(view.created()),
              ServeFolder.bytes(store.root().resolve(view.id()))));
    }
    retention.leaving(kept, clock.instant()).forEach(this::remove);
  }

  /**
   * Takes nothing on any more, cancels what waits, and lets what runs end, or cancels it after a
   * while. Returns when nothing works any more.
   */
  public void stop(Duration grace) {
    synchronized (this) {
      stopping = true;
    }
    unfinishedJobs().stream()
        .filter(job -> job.view().state() == JobState.QUEUED)
        .forEach(job -> job.cancellation().cancel());
    threads.shutdown();
    try {
      if (!threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        unfinishedJobs().forEach(job -> job.cancellation().cancel());
        threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      unfinishedJobs().forEach(job -> job.cancellation().cancel());
      Thread.currentThread().interrupt();
    }
  }

  /** Stops at once, then closes the animator. */
  @Override
  public void close() {
    stop(Duration.ZERO);
    animator.close();
  }
}
