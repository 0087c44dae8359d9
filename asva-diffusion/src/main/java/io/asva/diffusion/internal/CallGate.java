package io.asva.diffusion.internal;

import io.asva.core.runtime.ClosedException;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the calls that go on, so that what they use is freed after the last of them and not
 * before. Closing waits; closing from within a call (a progress listener) leaves the freeing to
 * that call's end.
 */
final class CallGate {
  private final String what;
  private final Runnable release;
  private final Map<Thread, Integer> calls = new HashMap<>();
  private boolean closed;
  private boolean released;

  CallGate(String what, Runnable release) {
    this.what = what;
    this.release = release;
  }

  /** Begins a call. */
  synchronized void enter() {
    requireOpen();
    calls.merge(Thread.currentThread(), 1, Integer::sum);
  }

  /** Throws if this was closed since the call began. */
  synchronized void requireOpen() {
    if (closed) {
      throw new ClosedException(what);
    }
  }

  /** Ends a call. */
  void leave() {
    boolean last;
    synchronized (this) {
      calls.computeIfPresent(Thread.currentThread(), (thread, n) -> n == 1 ? null : n - 1);
      last = closed && calls.isEmpty() && !released;
      released |= last;
    }
    finish(last);
  }

  /** Lets no further call in, waits for those that go on, and frees what they used. */
  void close() {
    boolean last;
    synchronized (this) {
      closed = true;
      boolean inside = calls.containsKey(Thread.currentThread());
      boolean interrupted = false;
      while (!inside && !calls.isEmpty()) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true; // closing must not leave native memory behind
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      last = calls.isEmpty() && !released;
      released |= last;
    }
    finish(last);
  }

  private void finish(boolean last) {
    try {
      if (last) {
        release.run();
      }
    } finally {
      synchronized (this) {
        notifyAll();
      }
    }
  }
}
