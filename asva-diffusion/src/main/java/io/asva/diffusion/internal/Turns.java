package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.concurrent.CallGate;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.DevicePermit;
import io.asva.core.runtime.DevicePermits;
import io.asva.diffusion.AnimationException;

/** Waits for an animator's turn on its device, unless the call is cancelled or the gate closed. */
record Turns(Device device, CallGate gate) {
  private static final String STAGE = "waiting for the device";

  /**
   * The right to compute.
   *
   * @throws io.asva.core.ClosedException if the gate was closed meanwhile
   * @throws CancelledException if the call was cancelled, or its thread interrupted
   */
  DevicePermit take(Cancellation cancellation) {
    Cancellation either = new Cancellation();
    try (Cancellation.Registration byCaller = cancellation.onCancel(either::cancel);
        Cancellation.Registration byClosing = gate.onClose(either::cancel)) {
      DevicePermit permit = DevicePermits.acquire(device, either, STAGE);
      try {
        gate.requireOpen();
        return permit;
      } catch (RuntimeException e) {
        permit.close();
        throw e;
      }
    } catch (CancelledException e) {
      cancellation.check(STAGE);
      gate.requireOpen();
      throw e; // the thread was interrupted
    } catch (IllegalStateException e) {
      throw new AnimationException(
          "This call comes from within another animator's call on the same device, from its progress listener; wait until that one has returned.",
          e);
    }
  }
}
