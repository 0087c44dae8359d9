package io.asva.core.files;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks before the work that its result can be written to its place. Each method gives the
 * obstacle as a sentence that names the place; empty if there is none. Stateless.
 */
public final class OutputPlace {
  private OutputPlace() {}

  /**
   * The obstacle to a file in a folder that must be there; a file that is there may be replaced.
   */
  public static Optional<String> file(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return Optional.of(
          "Can't write " + target + ": there is no folder " + folder + "; create it first.");
    }
    return inFolder(target, folder);
  }

  /**
   * The obstacle to a file whose folders are made where they are missing; a file that is there may
   * be replaced.
   */
  public static Optional<String> fileAndFolders(Path target) {
    Path folder = existing(target.toAbsolutePath().getParent());
    return folder == null
        ? Optional.of("Can't write " + target + ": there is no folder for it.")
        : inFolder(target, folder);
  }

  private static Optional<String> inFolder(Path target, Path folder) {
    if (Files.isDirectory(target)) {
      return Optional.of("Can't write " + target + ": it is a folder; name a file.");
    }
    return writable(target, folder);
  }

  /** The obstacle to a folder that is made where it is missing. */
  public static Optional<String> folder(Path target) {
    Path folder = existing(target.toAbsolutePath());
    return folder == null
        ? Optional.of("Can't write to " + target + ": there is no folder for it.")
        : writable(target, folder);
  }

  /** The obstacle to a file that must not be there yet. */
  public static Optional<String> absent(Path target) {
    return Files.exists(target, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(target + " exists and is kept; choose another name or ask to replace it.")
        : Optional.empty();
  }

  private static Optional<String> writable(Path target, Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.of(
          "Can't write " + target + ": " + folder + " is no folder; choose another place.");
    }
    return Files.isWritable(folder)
        ? Optional.empty()
        : Optional.of(
            "Can't write "
                + target
                + ": the folder "
                + folder
                + " can't be written to; choose another one, or ask for its permissions.");
  }

  /** The nearest place above that is there. */
  private static @Nullable Path existing(@Nullable Path place) {
    Path nearest = place;
    while (nearest != null && !Files.exists(nearest, LinkOption.NOFOLLOW_LINKS)) {
      nearest = nearest.getParent();
    }
    return nearest;
  }
}
