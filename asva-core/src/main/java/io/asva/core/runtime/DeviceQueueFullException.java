package io.asva.core.runtime;

import io.asva.core.AsvaException;

/** Thrown by a call that can't wait for a device, because as many calls as may wait do. */
public final class DeviceQueueFullException extends AsvaException {
  private static final long serialVersionUID = 1L;
  private final int length;
  private final int bound;

  DeviceQueueFullException(DeviceCaller caller, Device device, int length) {
    super(
        length
            + (length == 1 ? " call of " : " calls of ")
            + caller
            + (length == 1 ? " waits for the " : " wait for the ")
            + device
            + " already, and "
            + caller.bound()
            + " may (queueBound). Call again later, or raise the bound.");
    this.length = length;
    this.bound = caller.bound();
  }

  /** How many calls of the caller wait. */
  public int length() {
    return length;
  }

  /** How many may. */
  public int bound() {
    return bound;
  }
}
