package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.runtime.ClosedException;
import io.asva.diffusion.AnimationException;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the calls that go on, so that what they use is freed after the last of them and not
 * before. Closing waits; closing from within a call (a progress listener) leaves the freeing to
 * that call's end.
 */
final class CallGate {
  private final String what;
  private final Runnable release;
  private final Set<Thread> calls = new HashSet<>();
  private final Cancellation waits = new Cancellation();
  private boolean closed;
  private boolean released;

  CallGate(String what, Runnable release) {
    this.what = what;
    this.release = release;
  }

  /**
   * Begins a call.
   *
   * @throws ClosedException if this was closed
   * @throws AnimationException if this thread is inside a call already: it would wait for itself
   */
  synchronized void enter() {
    requireOpen();
    if (!calls.add(Thread.currentThread())) {
      throw new AnimationException(
          "This call comes from within another one on "
              + what
              + ", from its progress listener; wait until that one has returned.");
    }
  }

  /** Is triggered when this is closed, to end waits. */
  Cancellation.Registration onClose(Runnable action) {
    return waits.onCancel(action);
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
      calls.remove(Thread.currentThread());
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
    }
    waits.cancel();
    synchronized (this) {
      boolean inside = calls.contains(Thread.currentThread());
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
