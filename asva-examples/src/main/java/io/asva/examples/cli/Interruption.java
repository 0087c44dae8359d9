package io.asva.examples.cli;

import io.asva.core.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes Ctrl-C stop the work in an orderly way: the process ends when the work has noticed and
 * cleaned up after itself, or after a while if it does not.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch finished = new CountDownLatch(1);
  private @Nullable Thread hook;

  /** Listens from now on, on behalf of the calling thread, and says what Ctrl-C triggers. */
  Cancellation listen() {
    Thread worker = Thread.currentThread();
    hook = new Thread(() -> stop(worker), "asva-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return cancellation;
  }

  private void stop(Thread worker) {
    cancellation.cancel();
    worker.interrupt(); // for what waits for files
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("asva: the work did not stop in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the work was asked to stop. */
  boolean triggered() {
    return cancellation.isCancelled();
  }

  /** Lets the process end: the work is over and has said how it went. */
  @Override
  public void close() {
    finished.countDown();
    if (hook != null && !triggered()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the process is ending, and the hook has seen that the work is over
      }
    }
  }
}
