package io.asva.examples.fuzz;

import com.sun.management.ThreadMXBean;
import io.asva.core.AsvaException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The entry point that Jazzer calls with each input. Whatever reads it may refuse it with an {@link
 * AsvaException}; anything else that it throws, more than 512 MB, on the heap or beside it, or more
 * than 5 s of work is a finding. Work is the thread's time on a processor, which other processes
 * don't lengthen.
 */
public final class FuzzEntry {
  /** The system property that names the target. */
  static final String TARGET = "asva.fuzz.target";

  private static final long MOST_BYTES = 512L << 20;
  private static final long MOST_NANOSECONDS = 5_000_000_000L;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static FuzzTarget target = FuzzTarget.JPEG;
  private static Path folder = Path.of("");

  private FuzzEntry() {}

  /**
   * Chooses the target by the system property, and reads its seeds once: loading classes that
   * Jazzer rewrites takes more memory than any input may, and isn't an input's.
   */
  public static void fuzzerInitialize() throws IOException {
    target = FuzzTarget.valueOf(System.getProperty(TARGET, target.name()));
    folder = Files.createTempDirectory("asva-fuzz");
    for (Path seed : FuzzSeeds.files(target)) {
      try {
        target.run(folder, Files.readAllBytes(seed));
      } catch (AsvaException e) {
        // seeds include what must be refused
      }
    }
  }

  /** Reads one input. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    PeakMemory memory = PeakMemory.watch();
    check(target, folder, data);
    if (memory.grown() > MOST_BYTES) {
      throw new AssertionError(target + " took " + (memory.grown() >> 20) + " MB beside the heap");
    }
  }

  /** Reads one input, and throws where that is a finding. */
  static void check(FuzzTarget target, Path folder, byte[] data) throws IOException {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long time = THREADS.getCurrentThreadCpuTime();
    try {
      target.run(folder, data);
    } catch (AsvaException e) {
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        throw new AssertionError("a refusal without a word", e);
      }
    }
    long used = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    long taken = THREADS.getCurrentThreadCpuTime() - time;
    if (used > MOST_BYTES) {
      throw new AssertionError(target + " took " + (used >> 20) + " MB");
    }
    if (taken > MOST_NANOSECONDS) {
      throw new AssertionError(target + " took " + taken / 1_000_000 + " ms");
    }
  }
}
