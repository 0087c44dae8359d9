package io.asva.core.runtime;

import io.asva.core.files.CacheException;
import io.asva.core.runtime.internal.JavaCppNatives;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

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
    try {
      JavaCppNatives.load(List.of(Pointer.class), List.of("javacpp"));
    } catch (UnsatisfiedLinkError e) {
      // Who needs it learns so when he touches it; much of JavaCPP works without.
      return;
    }
  }

  /**
   * Loads libraries. Where they are loaded already, this costs nothing.
   *
   * @param libraries JavaCPP's classes for them; all that will be used, since one that is loaded
   *     later by itself may meet another process that unpacks it
   * @param artifacts whose jars hold them and what they need: "ffmpeg"
   * @throws CacheException if they can't be unpacked, or not loaded because of where they lie
   * @throws LinkageError if one is not on the class path, or can't be loaded for another reason
   */
  public static void load(List<Class<?>> libraries, String... artifacts) {
    prepare();
    JavaCppNatives.load(libraries, List.of(artifacts));
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
