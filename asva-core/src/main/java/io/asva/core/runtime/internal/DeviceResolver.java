package io.asva.core.runtime.internal;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.DeviceException;
import io.asva.core.runtime.Precision;
import io.asva.core.runtime.ResolvedDevice;
import java.util.Optional;

/** Decides which device work runs on, and in which precision. */
public final class DeviceResolver {
  private DeviceResolver() {}

  /** The device that is meant, checked. */
  public static ResolvedDevice resolve(Device device) {
    OrtLibrary.environment();
    ResolvedDevice place = place(device.place());
    if (device.precision() == Precision.INT8) {
      Int8Support.refusal(place.device())
          .ifPresent(
              why -> {
                throw new DeviceException(why);
              });
    }
    return place.place() instanceof Device.Cpu
        ? onProcessor(place, device.precision())
        : new ResolvedDevice(
            place.device().precision(device.precision()), place.reason(), place.fallback());
  }

  private static ResolvedDevice place(Device device) {
    if (device instanceof Device.Cuda cuda) {
      CudaSupport.require(cuda.index());
      return new ResolvedDevice(cuda, "it was asked for, and works", Optional.empty());
    }
    if (device instanceof Device.Cpu) {
      return new ResolvedDevice(device, "it was asked for", Optional.empty());
    }
    try {
      CudaSupport.require(0);
      return new ResolvedDevice(
          Device.cuda(0), "it works, so it is preferred to the CPU", Optional.empty());
    } catch (DeviceException e) {
      String reason = String.valueOf(e.getMessage());
      // With the processors' build nobody expected anything else.
      return new ResolvedDevice(
          Device.cpu(), reason, Optional.of(reason).filter(any -> OrtLibrary.isCudaBuild()));
    }
  }

  /** A processor has no TF32: what it computes instead is more exact. */
  static ResolvedDevice onProcessor(ResolvedDevice place, Precision precision) {
    if (precision != Precision.TF32) {
      return new ResolvedDevice(
          place.device().precision(precision), place.reason(), place.fallback());
    }
    String why = "A processor has no tf32, so it computes in fp32.";
    return new ResolvedDevice(
        place.device(),
        place.reason(),
        Optional.of(place.fallback().map(first -> first + " " + why).orElse(why)));
  }
}
