package io.asva.examples.cli;

import io.asva.core.Cancellation;
import java.util.concurrent.CountDownLatch;

/**
 * Lets a signal to end the process (Ctrl-C, SIGTERM) stop long work in an orderly way, however long
 * that takes: the process ends when the work has, with exit code 0 if it ended well.
 */
final class OrderlyStop implements AutoCloseable {
  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "asva-orderly-stop");
  private boolean listening;
  private volatile boolean good;

  /** Listens from now on. */
  void listen() {
    if (!listening) {
      listening = true;
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  private void stop() {
    cancellation.cancel();
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (good) {
      // The virtual machine would report the signal, although the work did what it was asked to.
      Runtime.getRuntime().halt(0);
    }
  }

  /** The cancellation that a signal triggers. */
  Cancellation cancellation() {
    return cancellation;
  }

  /** Notes that the work ended as it should, finished or stopped. */
  void endedWell() {
    good = true;
  }

  /** Lets the process end: the work is over, and what it says of itself has been printed. */
  @Override
  public void close() {
    finished.countDown();
    if (listening && !cancellation.isCancelled()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the process is ending, and the hook has seen that the work is over
      }
    }
  }
}
