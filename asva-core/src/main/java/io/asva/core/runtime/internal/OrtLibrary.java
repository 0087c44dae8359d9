package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.asva.core.files.CacheException;
import io.asva.core.runtime.DeviceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime as it lies on the class path. A process has one environment; where the host
 * application made one before, that one is used, with its log level and its threads.
 */
public final class OrtLibrary {
  static final String CPU_BUILD = "com.microsoft.onnxruntime:onnxruntime";
  static final String CUDA_BUILD = "com.microsoft.onnxruntime:onnxruntime_gpu";
  private static final String SAMPLE = "ai/onnxruntime/OrtEnvironment.class";

  private static volatile boolean started;

  private OrtLibrary() {}

  /**
   * The environment.
   *
   * @throws DeviceException if there is no ONNX Runtime on the class path, or more than one, or its
   *     native library can't be loaded
   */
  public static OrtEnvironment environment() {
    try {
      if (!started) {
        requireOneCopy(OrtLibrary.class.getClassLoader());
        OrtNatives.prepare();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtNatives.removeEmptyFolders();
        LastingEnvironment.hold();
        started = true;
        return environment;
      }
      return OrtEnvironment.getEnvironment();
    } catch (LinkageError e) {
      Optional<CacheException> place = OrtNatives.folder().flatMap(f -> LoadFailure.of(e, f));
      if (place.isPresent()) {
        throw place.get();
      }
      throw new DeviceException(
          "ONNX Runtime's native library can't be loaded on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + ": "
              + LoadFailure.root(e)
              + ". Its jar has to hold this platform's library, and java.io.tmpdir must be a folder"
              + " that can be written to.",
          e);
    }
  }

  /** The version of ONNX Runtime. */
  public static String version() {
    return environment().getVersion();
  }

  /** Whether the build on the class path has the CUDA provider. */
  static boolean isCudaBuild() {
    environment();
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
  }

  /** Rejects a class path with two builds: which one's classes meet which one's library is luck. */
  static void requireOneCopy(@Nullable ClassLoader loader) {
    Set<String> places = places(loader);
    if (places.isEmpty()) {
      throw new DeviceException(
          "There is no ONNX Runtime on the class path: add "
              + CPU_BUILD
              + " or, for CUDA, "
              + CUDA_BUILD
              + ".");
    }
    if (places.size() > 1) {
      throw new DeviceException(
          "There are "
              + places.size()
              + " copies of ONNX Runtime on the class path: "
              + String.join(", ", places)
              + ". Keep one: "
              + CUDA_BUILD
              + " runs on CUDA devices and on the processor, "
              + CPU_BUILD
              + " on the processor alone. In Maven, exclude the other one from the dependency that"
              + " brings it.");
    }
  }

  private static Set<String> places(@Nullable ClassLoader loader) {
    try {
      return Collections.list(
              loader == null ? ClassLoader.getSystemResources(SAMPLE) : loader.getResources(SAMPLE))
          .stream()
          .map(OrtLibrary::place)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(URL sample) {
    String url = sample.toString();
    String place = url.substring(0, url.length() - SAMPLE.length()).replaceFirst("!?/$", "");
    try {
      return Path.of(URI.create(place.replaceFirst("^jar:", ""))).toString();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return place; // not a file, or a jar within a jar
    }
  }
}
