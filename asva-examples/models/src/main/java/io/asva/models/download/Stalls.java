package io.asva.models.download;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * Closes a connection on which nothing comes any more: Java's client waits for the begin of an
 * answer for a limited time, but for the rest without end.
 */
final class Stalls implements AutoCloseable {
  private final Thread watcher;
  private final long patience;
  private volatile long heard = System.nanoTime();
  private volatile boolean stalled;

  Stalls(Closeable connection, Duration patience) {
    this.patience = patience.toNanos();
    this.watcher = new Thread(() -> watch(connection), "asva-download-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Something came. */
  void heard() {
    heard = System.nanoTime();
  }

  /** Whether the connection was closed for that. */
  boolean stalled() {
    return stalled;
  }

  private void watch(Closeable connection) {
    try {
      long left = patience;
      while (left > 0) {
        Thread.sleep(Math.max(1, left / 1_000_000));
        left = patience - (System.nanoTime() - heard);
      }
      stalled = true;
      connection.close();
    } catch (InterruptedException | IOException e) {
      // The connection has come to its end.
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
