package io.asva.examples.cli;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;

/** Which devices networks can run on. */
final class DeviceReport {
  private DeviceReport() {}

  static String devices() {
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)
        ? "cpu, cuda"
        : "cpu; this ONNX Runtime is built without CUDA";
  }
}
