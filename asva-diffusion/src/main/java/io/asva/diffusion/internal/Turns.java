package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ProgressMonitor;
import io.asva.core.concurrent.CallGate;
import io.asva.core.runtime.DeviceCaller;
import io.asva.core.runtime.DevicePermit;
import io.asva.core.runtime.DeviceQueue;
import io.asva.core.runtime.QueueState;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.AnimatorConfig;
import io.asva.diffusion.Guidance;
import java.util.Optional;

/**
 * An animator's turns on its device. A wait ends when the call is cancelled or the gate closed.
 *
 * @param queue of the device
 * @param caller the animator
 * @param gate its calls
 */
record Turns(DeviceQueue queue, DeviceCaller caller, CallGate gate) {
  private static final String STAGE = "waiting for the device";

  static Turns of(AnimatorConfig config, CallGate gate) {
    int together = Math.max(1, config.sharing().maxBatchSize() / Guidance.USUAL_BRANCHES);
    return new Turns(
        DeviceQueue.of(config.device().device()),
        DeviceCaller.of("the Animator", config.sharing().queueBound(), together),
        gate);
  }

  /** How long the queue is. */
  QueueState state() {
    return queue.state(caller);
  }

  /**
   * The right to compute.
   *
   * @param group calls with equal ones may have it together
   * @throws io.asva.core.ClosedException if the gate was closed meanwhile
   * @throws CancelledException if the call was cancelled, or its thread interrupted
   * @throws io.asva.core.runtime.DeviceQueueFullException if too many calls wait
   */
  DevicePermit take(Optional<?> group, ProgressMonitor monitor) {
    if (queue.isHeldByThisThread()) {
      throw new AnimationException(
          "This call comes from within another animator's call on the same device, from its progress listener; wait until that one has returned.");
    }
    Cancellation either = new Cancellation();
    try (Cancellation.Registration byCaller = monitor.onCancel(either::cancel);
        Cancellation.Registration byClosing = gate.onClose(either::cancel)) {
      DevicePermit permit = queue.acquire(caller, group, either.reporting(monitor), STAGE);
      try {
        gate.requireOpen();
        return permit;
      } catch (RuntimeException e) {
        permit.close();
        throw e;
      }
    } catch (CancelledException e) {
      monitor.check(STAGE);
      gate.requireOpen();
      throw e; // the thread was interrupted
    }
  }
}
