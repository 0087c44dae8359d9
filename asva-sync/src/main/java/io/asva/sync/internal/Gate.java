package io.asva.sync.internal;

import io.asva.core.runtime.ClosedException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets calls in until it is closed; what they use is freed after the last of them. Closing waits
 * for the calls that go on, but when it comes from within one (a progress listener) it leaves the
 * freeing to that call's end.
 */
final class Gate {
  private final String what;
  private final Runnable release;
  private final ReentrantReadWriteLock calls = new ReentrantReadWriteLock();
  private final AtomicBoolean released = new AtomicBoolean();
  private volatile boolean closed;

  Gate(String what, Runnable release) {
    this.what = what;
    this.release = release;
  }

  /** Makes a call. */
  <T> T call(Supplier<T> body) {
    calls.readLock().lock();
    try {
      // A call made from within another one belongs to it, and is waited for with it.
      if (closed && calls.getReadHoldCount() == 1) {
        throw new ClosedException(what);
      }
      return body.get();
    } finally {
      calls.readLock().unlock();
      if (closed) {
        close();
      }
    }
  }

  /** Lets no further call in, waits for those that go on, and frees what they used. */
  void close() {
    closed = true;
    if (calls.getReadHoldCount() > 0) {
      return;
    }
    calls.writeLock().lock();
    try {
      if (released.compareAndSet(false, true)) {
        release.run();
      }
    } finally {
      calls.writeLock().unlock();
    }
  }
}
