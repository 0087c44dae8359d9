package io.asva.core.runtime.internal;

import io.asva.core.files.AsvaCache;
import io.asva.core.files.CacheException;
import io.asva.core.files.PrivateFolder;
import io.asva.core.files.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Where JavaCPP unpacks libraries: FFmpeg's, OpenCV's, libtorch's. Left alone it takes {@code
 * ~/.javacpp}, or {@code /tmp/.javacpp-USER}, which anyone can have made before. A program that set
 * {@code org.bytedeco.javacpp.cachedir}, or used JavaCPP before this library did, has its own way,
 * but for that last folder where others may write to it.
 */
public final class JavaCppNatives {
  private static final List<String> CHOICES =
      List.of("org.bytedeco.javacpp.cachedir", "org.bytedeco.javacpp.cacheDir");

  private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

  private static @Nullable Path folder;

  private JavaCppNatives() {}

  /**
   * JavaCPP's folder, which is in the cache unless the program has its own way.
   *
   * @throws CacheException if it can't be made, or others may write to it
   */
  public static synchronized Path folder() {
    Path place = folder;
    if (place == null) {
      place = find();
      folder = place;
    }
    return place;
  }

  private static Path find() {
    boolean chosen = CHOICES.stream().anyMatch(name -> System.getProperty(name) != null);
    if (!chosen) {
      Path natives = AsvaCache.natives();
      Path own = PrivateFolder.make(natives.resolve("javacpp"));
      System.setProperty(CHOICES.get(0), own.toString());
    }
    try {
      Path used = Loader.getCacheDir().toPath();
      if (!chosen && used.startsWith(Path.of(System.getProperty("java.io.tmpdir")).toRealPath())) {
        PrivateFolder.require(used);
      }
      return used;
    } catch (IOException e) {
      throw new CacheException("JavaCPP has no folder to unpack to: " + Words.of(e) + ".", e);
    }
  }

  /**
   * Removes what was unpacked of an artifact and isn't as in its jar; once in a process.
   *
   * @param library a class whose loader knows the jar
   * @throws CacheException if it can't be read or removed
   */
  public static void check(Class<?> library, String artifact) {
    if (CHECKED.contains(artifact)) {
      return;
    }
    Path place = folder();
    try {
      new UnpackedLibraries(place, library.getClassLoader()).check(artifact);
    } catch (IOException e) {
      throw new CacheException(
          "Can't look at native libraries in " + place + ": " + Words.of(e) + ".", e);
    }
    CHECKED.add(artifact);
  }

  /**
   * Loads a library.
   *
   * @throws CacheException if it can't be loaded because of where it was unpacked
   */
  public static void load(Class<?> library) {
    try {
      Loader.load(library);
    } catch (UnsatisfiedLinkError e) {
      throw LoadFailure.of(e, folder()).orElseThrow(() -> e);
    }
  }
}
