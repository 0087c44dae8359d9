package io.asva.core.runtime;

/**
 * The device that work runs on, and why it is that one.
 *
 * @param device the processor or a CUDA device, never {@link Device.Auto}
 * @param reason a phrase for reports: "CUDA device 0 works", or what a CUDA device would have
 *     needed
 */
public record ResolvedDevice(Device device, String reason) {
  /** Rejects a device that isn't decided yet. */
  public ResolvedDevice {
    if (device instanceof Device.Auto || device instanceof Device.Half) {
      throw new IllegalArgumentException("an automatic choice is not a device");
    }
  }

  /** The device and the reason, as a report shows them. */
  @Override
  public String toString() {
    return device + ": " + reason;
  }
}
