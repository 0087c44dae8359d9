package io.asva.media.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Files of data sets for tests. */
final class Folders {
  private Folders() {}

  /** Writes a text file and the folders above it. */
  static Path write(Path file, String text) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files with nothing in them that readers of lists take for videos. */
  static void videos(Path folder, String... names) {
    for (String name : names) {
      write(folder.resolve(name), "");
    }
  }
}
