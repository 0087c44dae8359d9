package io.asva.core.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects the library's warnings while it is open. */
public final class Warnings implements AutoCloseable {
  private static final long PATIENCE = 30_000_000_000L; // ns

  private final Logger logger = Logger.getLogger("io.asva");
  private final boolean wasShown = logger.getUseParentHandlers();
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          texts.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  /** Listens from now on; nothing is printed meanwhile. */
  public Warnings() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  /** The warnings so far. */
  public List<String> texts() {
    return List.copyOf(texts);
  }

  /** Collects garbage until something has happened or patience ends; says whether it has. */
  public static boolean collectUntil(BooleanSupplier happened) throws InterruptedException {
    long start = System.nanoTime();
    while (!happened.getAsBoolean() && System.nanoTime() - start < PATIENCE) {
      System.gc();
      Thread.sleep(20);
    }
    return happened.getAsBoolean();
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(wasShown);
  }
}
