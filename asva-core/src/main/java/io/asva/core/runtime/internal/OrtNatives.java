package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtEnvironment;
import io.asva.core.files.AsvaCache;
import io.asva.core.files.CacheException;
import io.asva.core.files.IoReason;
import io.asva.core.files.PrivateFolder;
import io.asva.core.files.Sha256;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's libraries in the cache. Left alone it unpacks them into a new folder of {@code
 * java.io.tmpdir} at each start, which a killed process leaves. A program that sets {@code
 * onnxruntime.native.path}, or loads ONNX Runtime before this library does, has its own way.
 */
final class OrtNatives {
  private static final String CHOICE = "onnxruntime.native.";
  private static final String PATH = CHOICE + "path";
  private static final String RESOURCES = "/ai/onnxruntime/native/";

  /** Half a gigabyte, so it is unpacked only where it is used. */
  private static final String CUDA = "onnxruntime_providers_cuda";

  private static final List<String> NAMES =
      List.of(
          "onnxruntime",
          "onnxruntime4j_jni",
          "onnxruntime_providers_shared",
          "onnxruntime_providers_tensorrt",
          "webgpu_dawn",
          "dxil",
          "dxcompiler");

  private static final int DIGITS = 16;
  private static final String EMPTY = "onnxruntime-java";

  /** Longer than a start takes. */
  private static final Duration START = Duration.ofMinutes(1);

  private static @Nullable Path folder;

  private OrtNatives() {}

  /**
   * Has ONNX Runtime load its libraries from the cache; to be called before it does.
   *
   * @throws CacheException if they can't be unpacked
   */
  static synchronized void prepare() {
    if (folder != null || isChosen()) {
      return;
    }
    Map<String, URL> files = resources(NAMES);
    if (files.isEmpty()) {
      return; // its own message says that this platform isn't among the jar's
    }
    Path natives = AsvaCache.natives();
    try {
      Path place = PrivateFolder.make(natives.resolve("onnxruntime-" + id(files)));
      NativeFiles.unpack(files, place);
      System.setProperty(PATH, place.toString());
      folder = place;
    } catch (IOException e) {
      throw new CacheException(
          "Can't unpack ONNX Runtime's libraries to " + natives + ": " + IoReason.of(e) + ".", e);
    }
  }

  /** Unpacks what computes on CUDA devices, too, if the build has it. */
  static synchronized void prepareCuda() {
    Path place = folder;
    if (place == null) {
      return;
    }
    try {
      NativeFiles.unpack(resources(List.of(CUDA)), place);
    } catch (IOException e) {
      throw new CacheException(
          "Can't unpack ONNX Runtime's CUDA provider to " + place + ": " + IoReason.of(e) + ".", e);
    }
  }

  /** Where they were unpacked by this; empty if the program has its own way. */
  static synchronized Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  /**
   * Removes the folder that ONNX Runtime makes in {@code java.io.tmpdir} in any case, now that
   * nothing was put into it; and those of processes that were killed before they came to this.
   */
  static synchronized void removeEmptyFolders() {
    if (folder == null) {
      return;
    }
    removeOwn();
    removeLeft(Path.of(System.getProperty("java.io.tmpdir")));
  }

  private static void removeOwn() {
    try {
      Field field = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
      field.setAccessible(true);
      if (field.get(null) instanceof Path temporary) {
        Files.deleteIfExists(temporary);
      }
    } catch (ReflectiveOperationException | RuntimeException | IOException e) {
      // Another release, or a module that is closed: it goes when the process ends in good order.
    }
  }

  /** Removes empty folders that were left; one that isn't empty isn't this library's, and stays. */
  private static void removeLeft(Path temporary) {
    Instant before = Instant.now().minus(START);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, EMPTY + "*")) {
      for (Path left : folders) {
        if (Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS)
            && Files.getLastModifiedTime(left).toInstant().isBefore(before)) {
          deleteIfEmpty(left);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // They take no room.
    }
  }

  private static void deleteIfEmpty(Path left) {
    try {
      Files.deleteIfExists(left);
    } catch (IOException e) {
      // It holds something, or is another user's.
    }
  }

  private static boolean isChosen() {
    return System.getProperties().stringPropertyNames().stream()
        .anyMatch(name -> name.startsWith(CHOICE));
  }

  private static Map<String, URL> resources(List<String> names) {
    Map<String, URL> files = new LinkedHashMap<>();
    for (String name : names) {
      String file = System.mapLibraryName(name);
      URL resource = OrtEnvironment.class.getResource(RESOURCES + platform() + "/" + file);
      if (resource != null) {
        files.put(file, resource);
      }
    }
    return files;
  }

  /** The name of this platform's folder in the jar. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String first = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
    return first + "-" + (machine.matches("amd64|x86_64") ? "x64" : machine);
  }

  /** Names what the files hold, so that builds and releases don't meet in one folder. */
  private static String id(Map<String, URL> files) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, URL> file : files.entrySet()) {
      text.append(file.getKey()).append(' ').append(FileSum.of(file.getValue())).append('\n');
    }
    return Sha256.of(text.toString()).substring(0, DIGITS);
  }
}
