package io.asva.diffusion.internal;

import io.asva.core.runtime.Device;
import io.asva.diffusion.AnimatorConfig;
import io.asva.diffusion.FeatureCache;
import io.asva.unet.BatchedUnet;
import io.asva.unet.Unet;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetModel;
import org.jspecify.annotations.Nullable;

/**
 * The UNet of the geometry that was asked for last: memory holds one at a time. Used under the
 * animator's turn, which only calls for one geometry share.
 *
 * <p>Safe for use by many threads.
 */
final class UnetSlot implements AutoCloseable {
  private final UnetModel model;
  private final AnimatorConfig config;
  private @Nullable OpenUnet unet; // guarded by this

  UnetSlot(UnetModel model, AnimatorConfig config) {
    this.model = model;
    this.config = config;
  }

  /**
   * The UNet of a geometry; it stays open until another one is asked for. One that is cut for a
   * feature cache also evaluates the whole, to the same bits, so it serves requests without a cache
   * as well.
   */
  synchronized OpenUnet open(UnetGeometry geometry, FeatureCache cache) {
    OpenUnet current = unet;
    if (current != null && current.serves(geometry, cache)) {
      return current;
    }
    close();
    int batch = RequestChecks.batch(geometry, config);
    OpenUnet opened =
        batch > 1
            ? new BatchUnet(batched(geometry, cache), batch)
            : new PlainUnet(plain(geometry, cache));
    unet = opened;
    return opened;
  }

  private Unet plain(UnetGeometry geometry, FeatureCache cache) {
    Device device = config.device().device();
    return cache.isUsed()
        ? Unet.openCut(
            model.config(), geometry, model.weights(), device, config.options(), cache.branch())
        : Unet.open(model.config(), geometry, model.weights(), device, config.options());
  }

  private BatchedUnet batched(UnetGeometry geometry, FeatureCache cache) {
    Device device = config.device().device();
    return cache.isUsed()
        ? BatchedUnet.openCut(
            model.config(), geometry, model.weights(), device, config.options(), cache.branch())
        : BatchedUnet.open(model.config(), geometry, model.weights(), device, config.options());
  }

  @Override
  public synchronized void close() {
    OpenUnet current = unet;
    unet = null;
    if (current != null) {
      current.close();
    }
  }
}
