package io.asva.core.runtime;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One permit for each device of this process, so that long computations take turns instead of
 * crowding each other's threads and memory. First come, first served.
 *
 * <p>Safe for use by many threads.
 */
public final class DevicePermits {
  private static final Map<Device, FairTurn> TURNS = new ConcurrentHashMap<>();

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
    return new DevicePermit(turn(device).take(cancellation, stage));
  }

  /** How many calls hold a device's permit or wait for it. */
  static int users(Device device) {
    return turn(device).length();
  }

  private static FairTurn turn(Device device) {
    Device place = device.place();
    Device decided = place instanceof Device.Auto ? place.resolve().place() : place;
    return TURNS.computeIfAbsent(decided, any -> new FairTurn());
  }
}
