package io.asva.serve.http;

import io.asva.serve.job.JobView;
import io.asva.serve.job.JobWatch;
import io.asva.serve.job.Jobs;
import io.asva.serve.store.JsonFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events of one job, to one browser: {@code job} whenever it has changed, with the job
 * as it is then, until it is over. A slow browser misses those in between, never the last. Others
 * may be added; who doesn't know them ignores them. It takes no thread while nothing happens.
 *
 * <p>Safe for use by many threads.
 */
final class EventStream {
  private static final long KEEP_ALIVE_SECONDS = 10;

  private final Exchange exchange;
  private final Jobs jobs;
  private final String id;
  private final Scheduler scheduler;
  private @Nullable JobWatch watch; // guarded by this, as what follows
  private Scheduler.@Nullable Task alarm;
  private boolean writing;
  private boolean news;
  private boolean silence;
  private boolean over;

  private EventStream(Exchange exchange, Jobs jobs, String id) {
    this.exchange = exchange;
    this.jobs = jobs;
    this.id = id;
    this.scheduler = exchange.request().getComponents().getScheduler();
  }

  /** Sends a job's events, until it is over or the browser has gone. */
  static void send(Exchange exchange, Jobs jobs, String id) {
    exchange
        .with(HttpHeader.CONTENT_TYPE, "text/event-stream")
        .with(HttpHeader.CACHE_CONTROL, "no-store");
    EventStream stream = new EventStream(exchange, jobs, id);
    JobWatch watch = jobs.watch(id, stream::changed);
    stream.keep(watch);
  }

  private void keep(JobWatch watching) {
    synchronized (this) {
      watch = watching;
      if (!over) {
        alarm = scheduler.schedule(this::alive, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        return;
      }
    }
    watching.close();
  }

  private void changed() {
    synchronized (this) {
      news = true;
    }
    write();
  }

  /** Says that it is there, which also finds out whether the browser is. */
  private void alive() {
    synchronized (this) {
      if (over) {
        return;
      }
      silence = true;
      alarm = scheduler.schedule(this::alive, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    }
    write();
  }

  private void write() {
    String text;
    boolean last = false;
    synchronized (this) {
      if (writing || over || !(news || silence)) {
        return;
      }
      writing = true;
      if (news) {
        Optional<JobView> view = jobs.find(id);
        last = view.isEmpty() || view.get().state().isOver();
        text = view.map(v -> "event: job\ndata: " + JsonFormat.text(v) + "\n\n").orElse("");
      } else {
        text = ": still here\n\n";
      }
      news = false;
      silence = false;
    }
    boolean end = last;
    exchange
        .response()
        .write(
            end,
            ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
            Callback.from(() -> written(end), this::failed));
  }

  private void written(boolean end) {
    if (end) {
      finish();
      exchange.callback().succeeded();
      return;
    }
    synchronized (this) {
      writing = false;
    }
    write();
  }

  private void failed(Throwable failure) {
    finish();
    exchange.callback().failed(failure);
  }

  private void finish() {
    JobWatch watching;
    synchronized (this) {
      over = true;
      watching = watch;
      if (alarm != null) {
        alarm.cancel();
      }
    }
    if (watching != null) {
      watching.close();
    }
  }
}
