package io.asva.core.testing;

import java.util.concurrent.CompletableFuture;

/** Runs what may wait for something else, each in a thread of its own. */
public final class InThread {
  private InThread() {}

  /**
   * Starts a task. {@link CompletableFuture#runAsync(Runnable)} would share few threads, one where
   * there are two processors, from Java 25 on.
   */
  public static CompletableFuture<Void> run(Runnable task) {
    return CompletableFuture.runAsync(task, start -> new Thread(start, "test").start());
  }
}
