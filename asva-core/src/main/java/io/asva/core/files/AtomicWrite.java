package io.asva.core.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Writes a file in a folder beside its place, and moves it there when it is complete. What a killed
 * process left of that is removed by the next one that writes to the same place.
 *
 * <p>Safe for use by many threads.
 */
public final class AtomicWrite {
  private static final String PREFIX = ".asva-";

  private AtomicWrite() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes to a new file, which is not there yet. */
    void write(Path temporary) throws IOException;
  }

  /** Writes a file; what was there stays untouched until the new content is complete. */
  public static void write(Path target, Content content) throws IOException {
    Path place = target.toAbsolutePath();
    try (HeldFolder folder = HeldFolder.make(parent(place), PREFIX)) {
      Path temporary = folder.path().resolve(place.getFileName());
      content.write(temporary);
      flush(temporary);
      move(temporary, place);
    }
  }

  /** Whether a name is that of a folder in which a file is being written, or was. */
  public static boolean isTemporary(Path file) {
    return HeldFolder.isNamed(file, PREFIX);
  }

  /** Removes what killed processes left in a folder, as far as that can be told and done. */
  public static void removeLeft(Path folder) {
    HeldFolder.removeLeft(folder, PREFIX);
  }

  private static Path parent(Path place) {
    return Objects.requireNonNull(place.getParent(), "a file has a folder");
  }

  /** A name must not outlive a power failure that its content does not. */
  private static void flush(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
