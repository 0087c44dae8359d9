package io.asva.core.runtime;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Something that one caller holds at a time, in the order of asking. Whoever waits notices a
 * cancellation or an interrupt at once and leaves the queue.
 */
final class FairTurn {
  private final Deque<Held> queue = new ArrayDeque<>(); // the first one holds the turn

  /**
   * Waits for the turn.
   *
   * @param stage what the turn is for, as it follows "while": "denoising"
   * @throws CancelledException if the wait was cancelled or the thread interrupted; its interrupt
   *     status stays set then
   * @throws IllegalStateException if this thread has the turn already: it would wait for itself
   */
  Held take(Cancellation cancellation, String stage) {
    cancellation.check(stage);
    try (Cancellation.Registration waking = cancellation.onCancel(this::wake)) {
      Held held = join();
      try {
        await(held, cancellation, stage);
        return held;
      } catch (InterruptedException e) {
        held.close();
        Thread.currentThread().interrupt();
        throw new CancelledException(stage);
      } catch (CancelledException e) {
        held.close();
        throw e;
      }
    }
  }

  /** Waits for the turn whatever comes: for closing. */
  Held takeAlways() {
    Held held = join();
    boolean interrupted = false;
    while (true) {
      try {
        await(held);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return held;
  }

  private synchronized Held join() {
    Held first = queue.peekFirst();
    if (first != null && first.owner == Thread.currentThread()) {
      throw new IllegalStateException("this thread has the turn already");
    }
    Held held = new Held();
    queue.addLast(held);
    return held;
  }

  private synchronized void await(Held held, Cancellation cancellation, String stage)
      throws InterruptedException {
    while (queue.peekFirst() != held) {
      cancellation.check(stage);
      wait();
    }
  }

  private synchronized void await(Held held) throws InterruptedException {
    while (queue.peekFirst() != held) {
      wait();
    }
  }

  private synchronized void wake() {
    notifyAll();
  }

  private synchronized void leave(Held held) {
    queue.remove(held);
    notifyAll();
  }

  /** How many hold it or wait for it. */
  synchronized int length() {
    return queue.size();
  }

  /** The turn, to be given back by closing; again closing it is harmless. */
  final class Held implements AutoCloseable {
    private final Thread owner = Thread.currentThread();

    private Held() {}

    @Override
    public void close() {
      leave(this);
    }
  }
}
