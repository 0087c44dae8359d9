package io.asva.training.torchscript;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * libtorch's autocast, on for what this thread computes until it is closed. It belongs around
 * forward passes alone: a backward pass computes in the types that the forward pass left behind.
 *
 * <p>It works on the operations that TorchScript's interpreter calls as on any others, as long as
 * the optimising executor is off, which would rewrite the graph instead. Casts of weights are not
 * kept for a second use: those made without gradients would then stand in for those with.
 */
final class Autocast implements AutoCloseable {
  private final DeviceType device;
  private final boolean enabled;
  private final boolean caching;
  private final ScalarType type;

  private Autocast(Precision precision, DeviceType device) {
    this.device = device;
    this.enabled = torch.is_autocast_enabled(device);
    this.caching = torch.is_autocast_cache_enabled();
    this.type = torch.get_autocast_dtype(device);
    torch.set_autocast_enabled(device, precision != Precision.SINGLE);
    if (precision != Precision.SINGLE) {
      torch.set_autocast_cache_enabled(false);
      torch.set_autocast_dtype(
          device, precision == Precision.FLOAT16 ? ScalarType.Half : ScalarType.BFloat16);
    }
  }

  /** Turns it on, or off for single precision. */
  static Autocast to(Precision precision, DeviceType device) {
    return new Autocast(precision, device);
  }

  @Override
  public void close() {
    torch.set_autocast_dtype(device, type);
    torch.set_autocast_cache_enabled(caching);
    torch.set_autocast_enabled(device, enabled);
  }
}
