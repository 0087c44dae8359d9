package io.asva.core;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A switch that stops long work; a {@link ProgressMonitor} is one that reports progress as well.
 * One object may be given to many calls; once triggered it stays triggered. Work notices it within
 * one evaluation of a network and throws {@link CancelledException}.
 *
 * <p>An interrupt of the thread that works ({@link Thread#interrupt}) stops it in the same way,
 * with any switch or none. The thread's interrupt status stays set, as who interrupted it expects;
 * a thread that goes on to other work must clear it first ({@link Thread#interrupted}).
 *
 * <p>Safe for use by many threads.
 */
public sealed class Cancellation permits ProgressMonitor {
  private final AtomicBoolean triggered;
  private final List<Runnable> listeners;

  /** A switch that nobody has triggered yet. */
  public Cancellation() {
    triggered = new AtomicBoolean();
    listeners = new CopyOnWriteArrayList<>();
  }

  /** The same switch as another. */
  Cancellation(Cancellation shared) {
    triggered = shared.triggered;
    listeners = shared.listeners;
  }

  /** This switch with a listener beside it, to be handed to work that reports its progress. */
  public ProgressMonitor reporting(Progress.Listener listener) {
    return new ProgressMonitor(listener, this);
  }

  /** This switch for work whose progress nobody is told of. */
  public ProgressMonitor silent() {
    return reporting(Progress.Listener.NONE);
  }

  /** An action that waits for the switch; closing withdraws it, harmlessly if it ran or runs. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /** Stops the work that holds this object, now and in future. Calling it again changes nothing. */
  public void cancel() {
    if (triggered.compareAndSet(false, true)) {
      listeners.forEach(Runnable::run);
    }
  }

  /** Whether {@link #cancel()} was called. */
  public boolean isCancelled() {
    return triggered.get();
  }

  /**
   * Throws if this switch was triggered or this thread was interrupted.
   *
   * @param stage what is being done, as it follows "while" in the message: "denoising"
   * @throws CancelledException if {@link #cancel()} was called, or the thread's interrupt status is
   *     set, which it stays
   */
  public void check(String stage) {
    if (isCancelled() || Thread.currentThread().isInterrupted()) {
      throw new CancelledException(stage);
    }
  }

  /**
   * Runs an action when the switch is triggered, at once if it was already.
   *
   * @return a handle that withdraws the action
   */
  public Registration onCancel(Runnable action) {
    Objects.requireNonNull(action, "action");
    AtomicBoolean ran = new AtomicBoolean();
    Runnable once =
        () -> {
          if (ran.compareAndSet(false, true)) {
            action.run();
          }
        };
    listeners.add(once);
    if (isCancelled()) {
      once.run();
    }
    return () -> listeners.remove(once);
  }

  /**
   * Runs an action when the switch is triggered or this thread interrupted: for work that can't
   * {@link #check}, because it is one long call of native code.
   *
   * @param action stops the work; it may run twice, each time on the thread that stops it
   * @return a handle that withdraws the action, to be closed by this thread, which uses no channels
   *     (files, sockets) until then: they'd no longer hear of interrupts
   */
  public Registration onStop(Runnable action) {
    Registration bySwitch = onCancel(action);
    InterruptHook byInterrupt = InterruptHook.begin(action);
    return () -> {
      byInterrupt.end();
      bySwitch.close();
    };
  }
}
