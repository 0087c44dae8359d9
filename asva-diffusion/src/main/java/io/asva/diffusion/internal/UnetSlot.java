package io.asva.diffusion.internal;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.unet.Unet;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetModel;
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

  /** The UNet of a geometry; it stays open until another one is asked for. */
  Unet open(UnetGeometry geometry) {
    Unet current = unet;
    if (current != null && current.geometry().equals(geometry)) {
      return current;
    }
    close();
    Unet opened = Unet.open(model.config(), geometry, model.weights(), device, options);
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
