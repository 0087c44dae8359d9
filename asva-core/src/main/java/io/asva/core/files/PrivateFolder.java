package io.asva.core.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A folder to which nobody else can write, so that what is run from it is what this user put there.
 * Under Windows the folder's inherited access rights decide, as they do for the user's own files.
 */
public final class PrivateFolder {
  static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private PrivateFolder() {}

  /**
   * The folder, made for this user alone if it isn't there.
   *
   * @throws CacheException if it can't be made, is a link, or others could write to it
   */
  public static Path make(Path folder) {
    try {
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        create(folder);
      }
    } catch (FileAlreadyExistsException e) {
      // Another process was faster; whose it is will be seen.
    } catch (IOException e) {
      throw new CacheException("Can't make the folder " + folder + ": " + IoReason.of(e) + ".", e);
    }
    require(folder);
    return folder;
  }

  /**
   * Throws if a folder is a link, or others could write to it.
   *
   * @throws CacheException if so
   */
  public static void require(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new CacheException(
          folder + " is a link or a file where a folder for native libraries is expected.");
    }
    if (!POSIX) {
      return;
    }
    try {
      Owner.require(folder, "a folder for native libraries");
      PosixFileAttributes attributes =
          Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Set<PosixFilePermission> rights = attributes.permissions();
      if (rights.contains(PosixFilePermission.GROUP_WRITE)
          || rights.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new CacheException(
            "Others may write to "
                + folder
                + " ("
                + PosixFilePermissions.toString(rights)
                + "), so native libraries aren't loaded from it. Remove it.");
      }
    } catch (IOException e) {
      throw new CacheException("Can't look at " + folder + ": " + IoReason.of(e) + ".", e);
    }
  }

  /** Makes a folder that isn't there, for this user alone. */
  static void create(Path folder) throws IOException {
    Files.createDirectory(folder, forThisUser());
  }

  private static FileAttribute<?>[] forThisUser() {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
