package io.asva.core.runtime.internal;

import com.sun.management.OperatingSystemMXBean;
import io.asva.core.runtime.Device;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The memory of devices. */
public final class DeviceMemory {
  private static final long MEBIBYTE = 1 << 20;
  private static final long SECONDS = 10; // a driver that sleeps takes two to wake
  private static final List<String> QUESTION =
      List.of("nvidia-smi", "--query-gpu=memory.total", "--format=csv,noheader,nounits");

  private DeviceMemory() {}

  /**
   * Bytes that a device has in all: the machine's, or the container's that the process runs in, or
   * a GPU's own. The largest number where nobody says.
   */
  public static long bytes(Device device) {
    return device.place() instanceof Device.Cuda ? Gpu.BYTES : ofMachine();
  }

  private static long ofMachine() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Long.MAX_VALUE;
  }

  /** Asked once in a process, and only where there is a GPU. */
  private static final class Gpu {
    static final long BYTES = ask(QUESTION);
  }

  /** The answer of the driver's own program, which comes with the driver. */
  static long ask(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Long.MAX_VALUE;
      }
      return largest(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Long.MAX_VALUE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Long.MAX_VALUE;
    }
  }

  /**
   * The largest of several GPUs: CUDA numbers them in another order than the driver, and nothing
   * must be refused that works.
   *
   * @param lines mebibytes, a GPU a line
   */
  static long largest(String lines) {
    return lines
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("\\d{1,9}"))
        .mapToLong(line -> Long.parseLong(line) * MEBIBYTE)
        .max()
        .orElse(Long.MAX_VALUE);
  }
}
