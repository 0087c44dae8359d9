package io.asva.core.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
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

  /**
   * Writes a file; what was there stays untouched until the new content is complete. The file is on
   * the disk when this returns.
   */
  public static void write(Path target, Content content) throws IOException {
    Path place = target.toAbsolutePath();
    replace(
        place,
        temporary -> {
          content.write(temporary);
          // A name must not outlive a power failure that its content doesn't.
          Durable.sync(temporary);
        });
    Durable.syncFolder(parent(place));
  }

  /** Writes a file likewise that can be made again, and so needn't survive a power failure. */
  public static void writeUnsynced(Path target, Content content) throws IOException {
    replace(target.toAbsolutePath(), content);
  }

  /** Writes a text in UTF-8, unless it is what the file holds. */
  public static void writeText(Path target, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!Files.exists(target) || !Arrays.equals(bytes, Files.readAllBytes(target))) {
      write(target, temporary -> Files.write(temporary, bytes));
    }
  }

  private static void replace(Path place, Content content) throws IOException {
    try (HeldFolder folder = HeldFolder.make(parent(place), PREFIX)) {
      Path temporary = folder.path().resolve(place.getFileName());
      content.write(temporary);
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

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
