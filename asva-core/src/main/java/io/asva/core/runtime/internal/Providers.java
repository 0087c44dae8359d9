package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Precision;

/** Chooses ONNX Runtime's execution provider for a device. */
final class Providers {
  private Providers() {}

  static void add(OrtSession.SessionOptions settings, Device device) throws OrtException {
    if (device.place() instanceof Device.Cuda cuda) {
      try (OrtCUDAProviderOptions options = new OrtCUDAProviderOptions(cuda.index())) {
        // Tensor cores' shortened numbers, the provider's default, miss the golden cases'
        // tolerance; but without them half precision doesn't get to tensor cores either.
        options.add("use_tf32", device.precision() == Precision.FP32 ? "0" : "1");
        settings.addCUDA(options);
      }
    } else if (device.place() instanceof Device.Auto) {
      throw new IllegalArgumentException("an automatic choice must be resolved first");
    }
  }
}
