package io.asva.examples.cli;

import io.asva.core.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C stop the work in an orderly way: the process ends when the work has noticed and
 * cleaned up after itself, or after a while if it does not.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch finished = new CountDownLatch(1);

  /** Listens from now on, on behalf of the calling thread, and says what Ctrl-C triggers. */
  Cancellation listen() {
    Thread worker = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker), "asva-interruption"));
    return cancellation;
  }

  private void stop(Thread worker) {
    if (finished.getCount() == 0) {
      return; // the process ends because it is done
    }
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
  }
}
