package io.asva.examples.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The most memory that the process has had since a moment, which tells what native decoders take.
 * Where the system doesn't say (other than Linux), it never grows. The heap must have all its pages
 * already ({@code -Xms} as {@code -Xmx}, {@code -XX:+AlwaysPreTouch}), for it counts too.
 */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path FORGET = Path.of("/proc/self/clear_refs");
  private static final String FORGET_PEAK = "5";

  private final long before;

  private PeakMemory(long before) {
    this.before = before;
  }

  /** Begins to watch. */
  static PeakMemory watch() throws IOException {
    if (!Files.isWritable(FORGET)) {
      return new PeakMemory(-1);
    }
    Files.writeString(FORGET, FORGET_PEAK);
    return new PeakMemory(bytes("VmRSS:"));
  }

  /** Bytes by which the process has been larger than when the watch began. */
  long grown() throws IOException {
    return before < 0 ? 0 : bytes("VmHWM:") - before;
  }

  private static long bytes(String name) throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
      }
    }
    throw new IOException(STATUS + " has no line " + name);
  }
}
