package io.asva.core.runtime;

import io.asva.core.files.CacheException;
import io.asva.core.runtime.internal.JavaCppNatives;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/**
 * The native libraries that come through JavaCPP. They are unpacked once into {@link
 * io.asva.core.files.AsvaCache}, where later processes find them; what lies there is compared with
 * its jar before it is loaded. Where the program has set {@code org.bytedeco.javacpp.cachedir}, or
 * used JavaCPP before, they lie where it says.
 *
 * <p>Safe for use by many threads.
 */
public final class NativeLibraries {
  private NativeLibraries() {}

  /**
   * Prepares JavaCPP itself, whose library allocates memory; to be called before any of its classes
   * is touched.
   *
   * @throws CacheException if libraries can't be unpacked
   */
  public static void prepare() {
    NativeMemory.prepare();
    JavaCppNatives.check(Loader.class, "javacpp");
  }

  /**
   * Loads a library. Where it is loaded already, this costs nothing.
   *
   * @param library JavaCPP's class for it
   * @param artifacts whose jars hold it and what it needs: "ffmpeg"
   * @throws CacheException if it can't be unpacked, or not loaded because of where it was unpacked
   * @throws LinkageError if it is not on the class path, or can't be loaded for another reason
   */
  public static void load(Class<?> library, String... artifacts) {
    prepare();
    for (String artifact : artifacts) {
      JavaCppNatives.check(library, artifact);
    }
    JavaCppNatives.load(library);
  }

  /**
   * Where they are unpacked.
   *
   * @throws CacheException if there is no such place
   */
  public static Path folder() {
    NativeMemory.prepare();
    return JavaCppNatives.folder();
  }
}
