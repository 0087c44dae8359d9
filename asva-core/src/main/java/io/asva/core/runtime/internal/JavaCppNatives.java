package io.asva.core.runtime.internal;

import io.asva.core.files.AsvaCache;
import io.asva.core.files.CacheException;
import io.asva.core.files.FileLocks;
import io.asva.core.files.IoReason;
import io.asva.core.files.PrivateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  private static final String TURN = ".asva-lock"; // not JavaCPP's own, which it takes meanwhile
  private static final Set<Class<?>> LOADED = ConcurrentHashMap.newKeySet();

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
      throw new CacheException("JavaCPP has no folder to unpack to: " + IoReason.of(e) + ".", e);
    }
  }

  /**
   * Loads libraries, after removing what was unpacked of their artifacts and isn't as in its jar.
   *
   * <p>Processes take turns: JavaCPP shows others a library of which it has written a half, and one
   * that maps such a file dies.
   *
   * @param libraries JavaCPP's classes for them, all that the caller will use
   * @param artifacts whose jars hold them: "ffmpeg"
   * @throws CacheException if they can't be unpacked, or not loaded because of where they lie
   * @throws LinkageError if one of them, or of what they need, is not on the class path
   */
  public static synchronized void load(List<Class<?>> libraries, List<String> artifacts) {
    if (LOADED.containsAll(libraries)) {
      return;
    }
    Path place = folder();
    try (FileChannel turn =
        FileChannel.open(
            place.resolve(TURN), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLocks.lock(turn);
      for (String artifact : artifacts) {
        new UnpackedCheck(place, libraries.get(0).getClassLoader()).check(artifact);
      }
      for (Class<?> library : libraries) {
        Loader.load(library);
      }
    } catch (UnsatisfiedLinkError e) {
      throw LoadFailure.of(e, place).orElseThrow(() -> e);
    } catch (TypeNotPresentException e) {
      // A library's annotations name classes of another that it needs: a link that is missing, too.
      throw (LinkageError) new NoClassDefFoundError(e.typeName()).initCause(e);
    } catch (IOException e) {
      throw new CacheException(
          "Can't look at native libraries in " + place + ": " + IoReason.of(e) + ".", e);
    }
    LOADED.addAll(libraries);
  }
}
