package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.asva.core.runtime.Device;

/** Chooses ONNX Runtime's execution provider for a device. */
final class Providers {
  private Providers() {}

  static void add(OrtSession.SessionOptions settings, Device device) throws OrtException {
    if (device instanceof Device.Cuda cuda) {
      settings.addCUDA(cuda.index());
    } else if (device instanceof Device.Auto) {
      throw new IllegalArgumentException("an automatic choice must be resolved first");
    }
  }
}
