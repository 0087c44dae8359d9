package io.asva.verify;

import io.asva.core.runtime.Device;
import io.asva.training.torchscript.LibTorch;
import io.asva.training.torchscript.TorchScriptException;
import java.util.Optional;

/** The devices that training's cases are computed on. */
public final class TrainingDevices {
  private TrainingDevices() {}

  /** Why libtorch can't train on a device; empty if it can. */
  public static Optional<String> missing(Device device) {
    Optional<String> library = LibTorch.missing();
    if (library.isPresent() || !(device.place() instanceof Device.Cuda)) {
      return library;
    }
    try {
      LibTorch.device(device);
      return Optional.empty();
    } catch (TorchScriptException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
