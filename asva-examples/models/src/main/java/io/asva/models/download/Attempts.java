package io.asva.models.download;

import io.asva.core.Cancellation;
import java.time.Duration;
import java.util.OptionalLong;

/** Counts attempts that brought next to nothing, and waits longer after each. */
final class Attempts {
  private static final int MOST = 5;
  private static final long PROGRESS = 1 << 20;
  private static final long MOST_SECONDS = 120;

  private final Pause pause;
  private int failed;

  Attempts(Pause pause) {
    this.pause = pause;
  }

  /** Waits. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time, Cancellation cancellation) throws InterruptedException;
  }

  /** Really waits, in short steps that notice a cancellation. */
  static void sleep(Duration time, Cancellation cancellation) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      cancellation.check("waiting for a server");
      Thread.sleep(Math.min(200, Math.max(1, left / 1_000_000)));
    }
  }

  /**
   * Waits before the next attempt.
   *
   * @param brought how many bytes the last one brought: after many, it counts as the first
   * @param asked for how many seconds the server asks to be left alone
   * @param failure to be thrown if there were enough
   */
  void again(long brought, OptionalLong asked, DownloadException failure, Cancellation cancellation)
      throws InterruptedException {
    failed = brought >= PROGRESS ? 1 : failed + 1;
    if (failed >= MOST || asked.orElse(0) > MOST_SECONDS) {
      throw failure;
    }
    pause.of(Duration.ofSeconds(Math.max(1L << (failed - 1), asked.orElse(0))), cancellation);
  }
}
