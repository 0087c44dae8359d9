package io.asva.diffusion.internal;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.diffusion.FeatureCache;
import io.asva.unet.Unet;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetModel;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The UNet of the geometry that was asked for last: memory holds one at a time. Used under the
 * animator's turn.
 */
final class UnetSlot implements AutoCloseable {
  private final UnetModel model;
  private final Device device;
  private final NetworkOptions options;
  private @Nullable Unet unet;

  UnetSlot(UnetModel model, Device device, NetworkOptions options) {
    this.model = model;
    this.device = device;
    this.options = options;
  }

  /**
   * The UNet of a geometry; it stays open until another one is asked for. One that is cut for a
   * feature cache also evaluates the whole, to the same bits, so it serves requests without a cache
   * as well.
   */
  Unet open(UnetGeometry geometry, FeatureCache cache) {
    Unet current = unet;
    OptionalInt branch = cache.isUsed() ? OptionalInt.of(cache.branch()) : OptionalInt.empty();
    if (current != null
        && current.geometry().equals(geometry)
        && (branch.isEmpty() || branch.equals(current.cutAt()))) {
      return current;
    }
    close();
    Unet opened =
        branch.isEmpty()
            ? Unet.open(model.config(), geometry, model.weights(), device, options)
            : Unet.openCut(
                model.config(), geometry, model.weights(), device, options, branch.getAsInt());
    unet = opened;
    return opened;
  }

  @Override
  public void close() {
    Unet current = unet;
    unet = null;
    if (current != null) {
      current.close();
    }
  }
}
