package io.asva.core.runtime.internal;

import io.asva.core.runtime.NativeLibraries;
import org.bytedeco.javacpp.Loader;

/** The operating system's loader of shared libraries. */
final class NativeLoader {
  private NativeLoader() {}

  /**
   * Whether the loader finds a library, which stays loaded then: whoever asks means to use it.
   *
   * @param name without a folder: "libcudart.so.12"
   */
  static boolean finds(String name) {
    NativeLibraries.prepare();
    try {
      Loader.loadGlobal(name);
      return true;
    } catch (UnsatisfiedLinkError e) {
      // Without JavaCPP's own library nothing can be told, and ONNX Runtime's attempt decides.
      return !String.valueOf(e.getMessage()).contains(".so");
    }
  }
}
