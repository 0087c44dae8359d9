package io.asva.core.runtime;

import io.asva.core.concurrent.Unclosed;

/**
 * The right to compute on a device, until closed. Closing twice is harmless, and any thread may
 * close it.
 */
public final class DevicePermit implements AutoCloseable {
  private final DeviceQueue.Turn turn;
  private final Unclosed unclosed;

  DevicePermit(DeviceQueue.Turn turn) {
    this.turn = turn;
    this.unclosed = Unclosed.watch(this, "A device's permit", turn::close);
  }

  @Override
  public void close() {
    unclosed.closed();
    turn.close();
  }
}
