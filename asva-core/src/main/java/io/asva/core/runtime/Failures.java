package io.asva.core.runtime;

import ai.onnxruntime.OrtException;
import java.util.Locale;

/** Turns ONNX Runtime's failures into the library's. */
final class Failures {
  private Failures() {}

  /**
   * A failure with ONNX Runtime's own words and, where memory ran out, what to do.
   *
   * @param what what failed, the beginning of a sentence: "The UNet failed"
   */
  static ModelException of(String what, OrtException e) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    boolean memory =
        lower.contains("bad_alloc")
            || lower.contains("allocate memory")
            || lower.contains("out of memory");
    return memory
        ? new ModelException(
            what
                + " for want of memory. Choose fewer frames or a smaller size, or free memory. ONNX"
                + " Runtime says: "
                + message,
            e)
        : new ModelException(what + ": " + message, e);
  }
}
