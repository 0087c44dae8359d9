package io.asva.core.runtime.internal;

import io.asva.core.files.CacheException;
import io.asva.core.files.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells why an unpacked library can't be loaded, where its folder is the reason. */
final class LoadFailure {
  private static final int PROBE = 1 << 20;

  private LoadFailure() {}

  /**
   * The failure in words.
   *
   * @param folder where the library was unpacked
   * @return empty if the folder is not the reason
   */
  static Optional<CacheException> of(LinkageError e, Path folder) {
    String message = root(e);
    if (message.contains("failed to map segment")) {
      return Optional.of(
          new CacheException(
              "Programs may not run from "
                  + folder
                  + " (it is mounted with noexec), so native libraries can't be loaded from it.",
              e));
    }
    try {
      Path probe = Files.createTempFile(folder, ".probe", "");
      try {
        Files.write(probe, new byte[PROBE]);
      } finally {
        Files.delete(probe);
      }
      return Optional.empty();
    } catch (IOException full) {
      return Optional.of(
          new CacheException(
              "Native libraries can't be unpacked to " + folder + ": " + IoReason.of(full) + ".",
              e));
    }
  }

  /** The message of the first cause. */
  static String root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
