package io.asva.core.concurrent;

import io.asva.core.AsvaException;
import io.asva.core.CancelledException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.function.Supplier;

/**
 * Tells an interrupt from a failure: Java ends reading and writing of files on an interrupted
 * thread with an exception that looks like a broken file. Stateless.
 */
public final class Interruptible {
  private Interruptible() {}

  /**
   * Does work that reads or writes files.
   *
   * @param stage what is being done, as it follows "while": "exporting a network"
   * @throws CancelledException in place of the failure of a file that an interrupt closed; the
   *     thread's interrupt status stays set
   */
  public static <T> T call(String stage, Supplier<T> work) {
    try {
      return work.get();
    } catch (CancelledException e) {
      throw e;
    } catch (AsvaException e) {
      throw isInterrupt(e) ? new CancelledException(stage, e) : e;
    }
  }

  /** Does work that reads or writes files. */
  public static void run(String stage, Runnable work) {
    Object unused =
        call(
            stage,
            () -> {
              work.run();
              return stage;
            });
  }

  private static boolean isInterrupt(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof ClosedByInterruptException
          || e instanceof FileLockInterruptionException
          || e instanceof InterruptedIOException
          || e instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }
}
