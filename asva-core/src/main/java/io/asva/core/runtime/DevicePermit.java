package io.asva.core.runtime;

/**
 * The right to compute on a device, until closed. Closing twice is harmless, and any thread may
 * close it.
 */
public final class DevicePermit implements AutoCloseable {
  private final FairTurn.Held turn;

  DevicePermit(FairTurn.Held turn) {
    this.turn = turn;
  }

  @Override
  public void close() {
    turn.close();
  }
}
