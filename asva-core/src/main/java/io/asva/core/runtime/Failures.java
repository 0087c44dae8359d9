package io.asva.core.runtime;

import ai.onnxruntime.OrtException;
import java.util.regex.Pattern;

/** Turns ONNX Runtime's failures into the library's. */
final class Failures {
  /** The words of the allocators of ONNX Runtime, CUDA, cuBLAS and cuDNN. */
  private static final Pattern MEMORY =
      Pattern.compile(
          "bad_alloc|allocate memory|out of memory|ALLOC_FAILED|ALLOCATION_FAILED"
              + "|cudaErrorMemoryAllocation|CUDA failure 2:",
          Pattern.CASE_INSENSITIVE);

  private Failures() {}

  /**
   * A failure with ONNX Runtime's own words and, where memory ran out, what to do.
   *
   * @param what what failed, the beginning of a sentence: "The UNet failed"
   * @param device where
   */
  static ModelException of(String what, Device device, OrtException e) {
    String message = String.valueOf(e.getMessage());
    return MEMORY.matcher(message).find()
        ? new ModelMemoryException(
            what
                + " for want of memory. Choose fewer frames or a smaller size, or free memory."
                + (device.place() instanceof Device.Cuda
                    ? " Half precision needs half of it; nvidia-smi lists who uses the device."
                    : "")
                + " ONNX Runtime says: "
                + message,
            e)
        : new ModelException(what + ": " + message, e);
  }
}
