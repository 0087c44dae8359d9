package io.asva.core.runtime;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import java.util.Objects;
import java.util.Optional;

/**
 * Places in the {@link DeviceQueue} of a device for calls that belong to nobody: each is a caller
 * of its own.
 *
 * <p>Safe for use by many threads.
 */
public final class DevicePermits {
  private DevicePermits() {}

  /**
   * Waits for a device.
   *
   * @param device which one; {@link Device#auto} stands for the device it resolves to
   * @param cancellation ends the wait
   * @param stage what the device is wanted for, as it follows "while": "denoising"
   * @return the permit, to be closed in any case
   * @throws CancelledException if the wait was cancelled, or the thread was interrupted while it
   *     waited; its interrupt status stays set then
   * @throws IllegalStateException if this thread holds the device's permit already: it would wait
   *     for itself
   * @throws DeviceException if {@link Device#auto} can't be resolved
   */
  public static DevicePermit acquire(Device device, Cancellation cancellation, String stage) {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(cancellation, "cancellation");
    Objects.requireNonNull(stage, "stage");
    DeviceCaller nobody = DeviceCaller.of("a call", DeviceCaller.UNBOUNDED, 1);
    return DeviceQueue.of(device).acquire(nobody, Optional.empty(), cancellation.silent(), stage);
  }

  /** How many calls hold a device's permit or wait for it. */
  static int users(Device device) {
    return DeviceQueue.of(device).users();
  }
}
