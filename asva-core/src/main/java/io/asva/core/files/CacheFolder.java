package io.asva.core.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The cache's own folder. Its parents may be anybody's, as under {@code /tmp} or on a volume that a
 * container was given; it must be this user's or the system's, and so must a link that leads to it.
 */
final class CacheFolder {
  private CacheFolder() {}

  /**
   * The folder's real path, made if it isn't there.
   *
   * @throws CacheException if it can't be made or written to, or belongs to another user
   */
  static Path open(Path folder) {
    Path place = folder.toAbsolutePath();
    try {
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        Owner.require(place, "the folder for what can be made again");
      } else {
        make(place);
      }
      Path real = place.toRealPath();
      Owner.require(real, "the folder for what can be made again");
      if (!Files.isDirectory(real)) {
        throw new CacheException(folder + " is not a folder.");
      }
      if (!Files.isWritable(real)) {
        throw new CacheException("No permission to write to " + folder + ".");
      }
      return real;
    } catch (IOException e) {
      throw new CacheException("Can't use the folder " + folder + ": " + IoReason.of(e) + ".", e);
    }
  }

  private static void make(Path place) throws IOException {
    Path parent = place.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      PrivateFolder.create(place);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster; whose it is will be seen.
    }
  }
}
