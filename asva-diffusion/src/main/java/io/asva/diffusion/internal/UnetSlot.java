package io.asva.diffusion.internal;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.weights.Weights;
import io.asva.diffusion.unet.Unet;
import io.asva.diffusion.unet.UnetConfig;
import io.asva.diffusion.unet.UnetGeometry;
import org.jspecify.annotations.Nullable;

/**
 * The UNet of the geometry that was asked for last: memory holds one at a time. Used under the
 * animator's turn.
 */
final class UnetSlot implements AutoCloseable {
  private final UnetConfig config;
  private final Weights weights;
  private final Device device;
  private final NetworkOptions options;
  private @Nullable Unet unet;

  UnetSlot(UnetConfig config, Weights weights, Device device, NetworkOptions options) {
    this.config = config;
    this.weights = weights;
    this.device = device;
    this.options = options;
  }

  UnetConfig config() {
    return config;
  }

  Unet open(UnetGeometry geometry) {
    Unet current = unet;
    if (current != null && current.geometry().equals(geometry)) {
      return current;
    }
    close();
    Unet opened = Unet.open(config, geometry, weights, device, options);
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
