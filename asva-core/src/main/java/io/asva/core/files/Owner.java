package io.asva.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** Whose a file is. */
final class Owner {
  private static final Path SELF = Path.of("/proc/self");
  private static final Path ROOT = Path.of("/");

  private Owner() {}

  /**
   * Throws if a file or link belongs neither to this process's user nor to the system's. Where
   * there are no owners, or this process's can't be told, it does nothing.
   *
   * @param what what it is, for the message
   */
  static void require(Path file, String what) throws IOException {
    UserPrincipal me = me();
    if (me == null) {
      return;
    }
    UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
    if (!owner.equals(me) && !owner.equals(Files.getOwner(ROOT))) {
      throw new CacheException(
          file
              + ", "
              + what
              + ", belongs to the user "
              + owner.getName()
              + ", who could plant something in it; this process is "
              + me.getName()
              + "'s.");
    }
  }

  private static @Nullable UserPrincipal me() {
    if (!PrivateFolder.POSIX) {
      return null; // under Windows what an administrator makes belongs to a group
    }
    try {
      if (Files.exists(SELF)) {
        return Files.getOwner(SELF);
      }
      return ROOT.getFileSystem()
          .getUserPrincipalLookupService()
          .lookupPrincipalByName(System.getProperty("user.name"));
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }
}
