package io.asva.core.runtime.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs what starts ONNX Runtime on a thread with a large stack. Release 1.29 searches the process's
 * command line with a regular expression that recurses for each character, about 350 bytes deep: a
 * class path of 4,000 characters overflows a usual stack, and the process ends without a word.
 */
final class RoomyStack {
  private static final long USUAL_BYTES = 4 << 20;
  private static final long BYTES_PER_CHARACTER = 1024;
  // What Linux allows a command line to have.
  private static final long LONGEST = 2 << 20;
  // A guess where the command line can't be read: reserved memory costs nothing until it is used.
  private static final long UNKNOWN = 128 << 10;

  private RoomyStack() {}

  /** What the supplier gives or throws. */
  static <T> T call(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable task =
        () -> {
          try {
            result.complete(work.get());
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        };
    new Thread(null, task, "asva-onnxruntime", bytes()).start();
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException exception ? exception : e;
    }
  }

  private static long bytes() {
    long length;
    try {
      length = Files.readAllBytes(Path.of("/proc/self/cmdline")).length;
    } catch (IOException e) {
      length = UNKNOWN;
    }
    return USUAL_BYTES + BYTES_PER_CHARACTER * Math.min(length, LONGEST);
  }
}
