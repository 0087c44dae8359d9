package io.asva.serve;

import io.asva.core.AsvaException;
import io.asva.core.concurrent.Closing;
import io.asva.diffusion.Animator;
import io.asva.serve.http.Settings;
import io.asva.serve.http.Site;
import io.asva.serve.job.Jobs;
import io.asva.serve.job.Scoring;
import io.asva.serve.job.WarmUp;
import io.asva.serve.store.ServeFolder;
import io.asva.serve.upload.Uploads;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Server;

/**
 * A server of a page and an HTTP interface, which animates images and scores videos with the
 * networks of one animator and one scorer. docs/serve.md says how it is used and run.
 *
 * <p>Safe for use by many threads. It answers from its start until it is closed. Closing takes no
 * work on any more, cancels clips that wait, lets the one that is being made end or cancels it
 * after a while, and closes the animator and the scorer; again without effect.
 */
public final class AsvaServer implements AutoCloseable {
  private static final long SWEEP_MINUTES = 10;

  private final Animator animator;
  private final Optional<Scoring> scoring;
  private final ServeFolder folder;
  private final Uploads uploads;
  private final Jobs jobs;
  private final Site site;
  private final Server server;
  private final AsvaServerBuilder told;
  private final WarmUp warmUp;
  private final ScheduledExecutorService sweeper;
  private final AtomicBoolean closed = new AtomicBoolean();

  AsvaServer(AsvaServerBuilder told) {
    this.told = told;
    this.animator = told.animator;
    this.scoring =
        Optional.ofNullable(told.scorer)
            .map(scorer -> new Scoring(scorer, animator.config().device().device()));
    this.folder = ServeFolder.open(told.folder());
    try {
      Clock clock = Clock.systemUTC();
      this.uploads = new Uploads(folder.uploads(), told.limits, told.uploads, clock);
      this.jobs = new Jobs(animator, folder.jobs(), told.jobs, clock, told.log);
      this.site = new Site(settings(), animator, jobs, uploads, scoring);
      this.server = Listening.start(told, site);
      this.warmUp = WarmUp.begin(animator, jobs.pace(), told.guidance, told.log);
      this.sweeper = sweeping();
    } catch (RuntimeException | Error e) {
      Closing.after(e, folder);
      throw e;
    }
  }

  /** A server to compose; the animator belongs to it once it is started, which closes it. */
  public static AsvaServerBuilder builder(Animator animator) {
    return new AsvaServerBuilder(Objects.requireNonNull(animator, "animator"));
  }

  private Settings settings() {
    return new Settings(
        told.names,
        told.token,
        told.mostBytes,
        told.limits,
        told.guidance,
        told.samples,
        folder.incoming(),
        told.log);
  }

  private ScheduledExecutorService sweeping() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "asva-sweeper");
              thread.setDaemon(true);
              return thread;
            });
    Object unused =
        timer.scheduleWithFixedDelay(this::sweep, SWEEP_MINUTES, SWEEP_MINUTES, TimeUnit.MINUTES);
    return timer;
  }

  private void sweep() {
    try {
      uploads.sweep();
      jobs.sweep();
    } catch (AsvaException e) {
      told.log.accept("What is too old could not be removed", e);
    }
  }

  /** The page's address, as browsers of this machine reach it. */
  public URI address() {
    String host = Loopback.isAny(told.host) ? "127.0.0.1" : told.host;
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + Listening.port(server));
  }

  /**
   * The routes that it answers, as {@code METHOD /address}, where {@code {name}} stands for any one
   * part.
   */
  public Set<String> routes() {
    return site.routes();
  }

  /** Waits until the networks are warm, or can't be: what the first clip would wait for. */
  public void awaitWarm() throws InterruptedException {
    warmUp.await();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    warmUp.cancel();
    sweeper.shutdownNow();
    jobs.stop(told.grace);
    Closing.all(() -> Listening.stop(server), jobs, scoring.orElse(null), folder);
  }
}
