package io.asva.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that another user could plant are refused; only root can change a file's owner. */
class PrivateFolderTest {
  private final Path folder;

  PrivateFolderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void onlyWhereFilesHaveOwners() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
  }

  private static void giveToAnotherUser(Path file) throws IOException {
    assumeTrue(
        Files.getOwner(Path.of("/proc/self"), LinkOption.NOFOLLOW_LINKS).getName().equals("root")
            || Files.getOwner(Path.of("/proc/self")).getName().equals("root"),
        "needs root");
    UserPrincipal nobody =
        file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.setAttribute(file, "posix:owner", nobody, LinkOption.NOFOLLOW_LINKS);
  }

  @Test
  void aNewOneIsForThisUserAlone() throws IOException {
    Path made = PrivateFolder.make(folder.resolve("natives"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    assertThat(PrivateFolder.make(made)).isEqualTo(made);
  }

  @Test
  void oneThatOthersMayWriteToIsRefused() throws IOException {
    Path open = Files.createDirectory(folder.resolve("natives"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> PrivateFolder.make(open))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("Others may write to " + open + " (rwxrwxrwx)")
        .hasMessageContaining("ASVA_CACHE");
  }

  @Test
  void aPlantedLinkIsRefused() throws IOException {
    Path target = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(folder.resolve("natives"), target);
    assertThatThrownBy(() -> PrivateFolder.make(link))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith(link + " is a link");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void anotherUsersIsRefused() throws IOException {
    Path planted = Files.createDirectory(folder.resolve("natives"));
    giveToAnotherUser(planted);
    assertThatThrownBy(() -> PrivateFolder.make(planted))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("belongs to the user nobody");
  }

  @Test
  void aCacheThatAnotherUserPlantedIsRefused() throws IOException {
    Path planted = Files.createDirectory(folder.resolve("asva"));
    giveToAnotherUser(planted);
    assertThatThrownBy(() -> CacheFolder.open(planted))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("belongs to the user nobody");
    Path target = Files.createDirectory(folder.resolve("mine"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    assertThat(CacheFolder.open(link)).isEqualTo(target.toRealPath()); // one's own link is obeyed
    giveToAnotherUser(link);
    assertThatThrownBy(() -> CacheFolder.open(link))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("belongs to the user nobody");
  }
}
