package io.asva.metrics.evaluation;

import io.asva.core.files.FileStamp;
import io.asva.core.files.Sha256;
import io.asva.core.weights.WeightsException;
import io.asva.metrics.MetricsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps features on the disk, so that memory doesn't grow with the number of videos and an
 * evaluation that was ended goes on where it was. Each file is named by a hash of all that its
 * content depends on: what has changed since is not found. Each holds a sum of its content, and one
 * whose bytes have changed is not found, too.
 */
final class WorkFolder {
  private static final String ENDING = ".safetensors";
  private static final String OURS = "\\.?[0-9a-f]{64}\\.safetensors.*";

  private final Path folder;

  /**
   * A folder, made if it isn't there.
   *
   * @throws MetricsException if it can't be made
   */
  WorkFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new MetricsException("Can't make the work folder " + folder + ": " + e, e);
    }
  }

  /** The features kept under a key; empty if they can't be read. */
  Optional<Features> find(String key) {
    Path file = file(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Features.read(file));
    } catch (WeightsException e) {
      return Optional.empty(); // a disk that fails, perhaps; it is made again
    }
  }

  /** Keeps something under a key. */
  void keep(String key, Features features) {
    features.write(file(key));
  }

  private Path file(String key) {
    return folder.resolve(Sha256.of(key) + ENDING);
  }

  /** Names a file or folder by its path, size and time of change. */
  static String fingerprint(Path path) {
    try {
      return FileStamp.of(path);
    } catch (IOException | UncheckedIOException e) {
      throw new MetricsException("Can't look at " + path + ": " + e, e);
    }
  }

  /** Removes what was kept, and the folder unless it holds other things. */
  void remove() {
    try {
      List<Path> files;
      try (Stream<Path> all = Files.list(folder)) {
        files = all.toList();
      }
      boolean empty = true;
      for (Path file : files) {
        if (String.valueOf(file.getFileName()).matches(OURS)) {
          Files.deleteIfExists(file);
        } else {
          empty = false;
        }
      }
      if (empty) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new MetricsException("Can't remove the work folder " + folder + ": " + e, e);
    }
  }
}
