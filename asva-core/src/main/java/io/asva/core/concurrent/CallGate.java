package io.asva.core.concurrent;

import io.asva.core.Cancellation;
import io.asva.core.ClosedException;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets calls in until it is closed; what they use is freed after the last of them and not before.
 * Closing waits for the calls that go on, but when it comes from within one (a progress listener)
 * it leaves the freeing to that call's end.
 *
 * <p>Safe for use by many threads.
 */
public final class CallGate {
  private final String what;
  private final Runnable release;
  private final Map<Thread, Integer> depths = new HashMap<>();
  private final Cancellation waits = new Cancellation();
  private final Unclosed unclosed;
  private boolean closed;
  private boolean released;

  /**
   * An open gate.
   *
   * @param owner whose calls they are, and which is missed if nobody closes it; the calls' bodies
   *     refer to it, what frees does not
   * @param what what is closed, for messages: "the Animator"
   * @param release frees what calls use; it is run once
   */
  public CallGate(Object owner, String what, Runnable release) {
    this.what = what;
    this.release = release;
    this.unclosed =
        Unclosed.watch(
            owner, what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1), release::run);
  }

  /**
   * Makes a call. One made from within another on the same thread belongs to it, and is waited for
   * with it.
   *
   * @throws ClosedException if this was closed
   * @throws io.asva.core.CancelledException if an interrupt of the thread ended it
   */
  public <T> T call(Supplier<T> body) {
    enter();
    try {
      return Interruptible.call("using " + what, body);
    } finally {
      leave();
      Reference.reachabilityFence(body); // it refers to the owner, which is in use until here
    }
  }

  /** Whether this thread is inside a call. */
  public synchronized boolean inside() {
    return depths.containsKey(Thread.currentThread());
  }

  /** Is triggered when this is closed, to end waits. */
  public Cancellation.Registration onClose(Runnable action) {
    return waits.onCancel(action);
  }

  /**
   * Does nothing while this is open.
   *
   * @throws ClosedException if this was closed since the call began
   */
  public synchronized void requireOpen() {
    if (closed) {
      throw new ClosedException(what);
    }
  }

  private synchronized void enter() {
    if (!inside()) {
      requireOpen();
    }
    depths.merge(Thread.currentThread(), 1, Integer::sum);
  }

  private void leave() {
    boolean last;
    synchronized (this) {
      depths.computeIfPresent(Thread.currentThread(), (t, depth) -> depth == 1 ? null : depth - 1);
      last = closed && isLast();
    }
    finish(last);
  }

  /** Lets no further call in, waits for those that go on, and frees what they used. */
  public void close() {
    boolean last;
    synchronized (this) {
      closed = true;
    }
    waits.cancel();
    synchronized (this) {
      boolean interrupted = false;
      while (!inside() && !depths.isEmpty()) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true; // closing must not leave native memory behind
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      last = isLast();
    }
    finish(last);
  }

  /** Whether the caller has to free what the calls used; true once, when no call goes on. */
  private boolean isLast() {
    boolean last = depths.isEmpty() && !released;
    released |= last;
    return last;
  }

  private void finish(boolean last) {
    try {
      if (last) {
        unclosed.closed();
        release.run();
      }
    } finally {
      synchronized (this) {
        notifyAll();
      }
    }
  }
}
