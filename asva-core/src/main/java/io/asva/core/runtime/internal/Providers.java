package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.asva.core.runtime.Device;

/** Chooses ONNX Runtime's execution provider for a device. */
final class Providers {
  private Providers() {}

  static void add(OrtSession.SessionOptions settings, Device device) throws OrtException {
    if (device instanceof Device.Cuda cuda) {
      try (OrtCUDAProviderOptions options = new OrtCUDAProviderOptions(cuda.index())) {
        // Tensor cores' shortened numbers, the provider's default, miss the golden cases'
        // tolerance.
        options.add("use_tf32", "0");
        settings.addCUDA(options);
      }
    } else if (device instanceof Device.Auto) {
      throw new IllegalArgumentException("an automatic choice must be resolved first");
    }
  }
}
