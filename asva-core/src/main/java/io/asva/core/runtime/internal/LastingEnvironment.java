package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtEnvironment;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Keeps ONNX Runtime's environment until the process is gone. The Java binding frees it in a
 * shutdown hook, which runs beside whatever still evaluates a network: an interrupted program would
 * end with a crash now and then. The native library counts references to its one environment, so
 * one more keeps it.
 */
final class LastingEnvironment {
  private static final int WARNING = 2;

  private LastingEnvironment() {}

  /** Takes a reference that is never given back. The environment must exist. */
  static boolean hold() {
    try {
      Field handle = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      handle.setAccessible(true);
      create.setAccessible(true);
      create.invoke(null, handle.getLong(null), WARNING, "asva");
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false; // another release, or a module that is closed: the hook does what it did
    }
  }
}
