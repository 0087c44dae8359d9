package io.asva.core.runtime.internal;

import io.asva.core.files.FileLocks;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Unpacks libraries into a folder that processes share, each of them once. */
final class NativeFiles {
  private static final String LOCK = ".lock";
  private static final String PART = ".part";

  private NativeFiles() {}

  /**
   * Sees to it that files are in a folder with the contents that their resources have. Each appears
   * whole; processes that come at once wait for each other.
   *
   * @param resources by the names that they have in the folder
   * @param folder a private one
   * @throws IOException if they can't be written
   */
  static void unpack(Map<String, URL> resources, Path folder) throws IOException {
    if (missing(resources, folder).isEmpty()) {
      return;
    }
    try (FileChannel lock =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLocks.lock(lock);
      removeParts(folder);
      for (Map.Entry<String, URL> file : missing(resources, folder).entrySet()) {
        unpack(file.getValue(), folder.resolve(file.getKey()));
      }
    }
  }

  private static Map<String, URL> missing(Map<String, URL> resources, Path folder)
      throws IOException {
    Map<String, URL> missing = new LinkedHashMap<>();
    for (Map.Entry<String, URL> file : resources.entrySet()) {
      if (!FileSum.of(file.getValue()).isOf(folder.resolve(file.getKey()))) {
        missing.put(file.getKey(), file.getValue());
      }
    }
    return missing;
  }

  /** Removes the parts that a killed process left; the caller holds the lock. */
  private static void removeParts(Path folder) throws IOException {
    List<Path> parts;
    try (Stream<Path> files = Files.list(folder)) {
      parts = files.filter(file -> file.toString().endsWith(PART)).toList();
    }
    for (Path part : parts) {
      Files.delete(part);
    }
  }

  private static void unpack(URL resource, Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + PART);
    try (InputStream in = resource.openStream()) {
      Files.copy(in, part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
