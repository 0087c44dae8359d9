package io.asva.core.concurrent;

import io.asva.core.AsvaException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Waits that an interruption doesn't end, because what is waited for must be complete: a step of
 * training and its checkpoint, files that other threads write. The interruption is noted for later.
 */
public final class Uninterrupted {
  private Uninterrupted() {}

  /** Waits for the result of a task on another thread. */
  public static <T> T get(Future<T> future) {
    return get(future, () -> {});
  }

  private static <T> T get(Future<T> future, Runnable onInterruption) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
          onInterruption.run();
        }
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    if (e.getCause() instanceof RuntimeException failure) {
      return failure;
    }
    if (e.getCause() instanceof Error failure) {
      throw failure;
    }
    return new AsvaException(String.valueOf(e.getCause()), e);
  }

  /**
   * Works on a thread that nobody interrupts, for that would close the files that it writes.
   *
   * @param onInterruption what happens when the waiting thread is interrupted
   */
  public static <T> T call(Callable<T> work, Runnable onInterruption) {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(task, "asva-training").start();
    return get(task, onInterruption);
  }

  /** Waits until a pool that was shut down has done its work. */
  public static void await(ExecutorService pool) {
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
