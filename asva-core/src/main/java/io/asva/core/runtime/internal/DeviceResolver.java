package io.asva.core.runtime.internal;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.DeviceException;
import io.asva.core.runtime.ResolvedDevice;

/** Decides which device work runs on. */
public final class DeviceResolver {
  private DeviceResolver() {}

  /** The device that is meant, checked. */
  public static ResolvedDevice resolve(Device device) {
    if (device instanceof Device.Half half) {
      return resolve(half.device());
    }
    OrtLibrary.environment();
    if (device instanceof Device.Cuda cuda) {
      CudaSupport.require(cuda.index());
      return new ResolvedDevice(cuda, "it was asked for, and works");
    }
    if (device instanceof Device.Cpu) {
      return new ResolvedDevice(device, "it was asked for");
    }
    try {
      CudaSupport.require(0);
      return new ResolvedDevice(Device.cuda(0), "it works, so it is preferred to the CPU");
    } catch (DeviceException e) {
      return new ResolvedDevice(Device.cpu(), String.valueOf(e.getMessage()));
    }
  }
}
