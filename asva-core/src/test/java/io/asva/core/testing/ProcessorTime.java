package io.asva.core.testing;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How long this process has computed, in all its threads: what tests limit, however busy the
 * machine is with other things.
 */
public final class ProcessorTime {
  private final long start = now();

  private ProcessorTime() {}

  /** Begins to count. */
  public static ProcessorTime start() {
    return new ProcessorTime();
  }

  /** Since then. */
  public Duration passed() {
    return Duration.ofNanos(now() - start);
  }

  private static long now() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
