package io.asva.core.runtime;

import io.asva.core.runtime.internal.DeviceMemory;
import java.util.Objects;
import java.util.Optional;

/**
 * The device that work runs on, and why it is that one.
 *
 * @param device the processor or a CUDA device with its {@link Device#precision()}, never {@link
 *     Device.Auto}
 * @param reason a phrase for reports: "it was asked for", or what a CUDA device would have needed
 * @param fallback a sentence that says what was asked for and is not to be had, and why; empty
 *     where it is as it was asked for
 */
public record ResolvedDevice(Device device, String reason, Optional<String> fallback) {
  /** Rejects a device that isn't decided yet. */
  public ResolvedDevice {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(fallback, "fallback");
    if (device.place() instanceof Device.Auto) {
      throw new IllegalArgumentException("an automatic choice is not a device");
    }
  }

  /** The precision that networks compute in there. */
  public Precision precision() {
    return device.precision();
  }

  /** The device without its precision: "CPU", "CUDA device 0". */
  public Device place() {
    return device.place();
  }

  /**
   * Bytes of memory that it has in all: a GPU's own, or the machine's, or of the container that the
   * process runs in. {@link Long#MAX_VALUE} where nobody says.
   */
  public long memory() {
    return DeviceMemory.bytes(device);
  }

  /** Where and in what networks compute: "CUDA device 0 in fp16". */
  public String words() {
    return place() + " in " + precision().word();
  }

  /** The device and the reason, as a report shows them. */
  @Override
  public String toString() {
    return device + ": " + reason;
  }
}
