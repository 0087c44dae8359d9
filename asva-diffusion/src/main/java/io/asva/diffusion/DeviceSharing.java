package io.asva.diffusion;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.DeviceCaller;
import io.asva.core.runtime.ResolvedDevice;

/**
 * How an animator's calls share its device with each other, and with other animators.
 *
 * <p>Immutable.
 *
 * @param maxBatchSize how many evaluations of the UNet may be made as one: those under the
 *     conditions of a clip's guidance, and those of calls for clips of the same size and number of
 *     frames that come while others are denoised. 1 makes them one by one, and calls take turns
 * @param queueBound how many calls may wait for the device; {@link DeviceCaller#UNBOUNDED} as many
 *     as there are
 */
public record DeviceSharing(int maxBatchSize, int queueBound) {
  /** The usual {@link #maxBatchSize} on a GPU: two clips with both guidances, or four with one. */
  public static final int GPU_BATCH = 8;

  /**
   * Rejects what makes no sense.
   *
   * @throws AnimationException if the size is less than 1, or the bound less than 0
   */
  public DeviceSharing {
    if (maxBatchSize < 1) {
      throw new AnimationException(
          "The largest batch is " + maxBatchSize + "; it must be 1 or more: 1 is no batch.");
    }
    if (queueBound < 0) {
      throw new AnimationException(
          "The queue's bound is "
              + queueBound
              + "; it must be 0 or more: 0 refuses each call that would have to wait.");
    }
  }

  /** The usual size of a batch: {@link #GPU_BATCH} on a GPU; a processor gains nothing by any. */
  static int usualBatch(ResolvedDevice device) {
    return device.place() instanceof Device.Cuda ? GPU_BATCH : 1;
  }
}
