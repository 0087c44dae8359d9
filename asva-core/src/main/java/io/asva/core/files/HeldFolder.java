package io.asva.core.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of a random name that a process holds by a lock while it works in it, so that what a
 * killed process left can be told from what is in use, and removed.
 *
 * <p>Safe for use by many threads.
 */
public final class HeldFolder implements AutoCloseable {
  private static final String LOCK = ".lock";
  private static final int ATTEMPTS = 5;
  private static final Duration UNLOCKED = Duration.ofHours(1);

  private final Path path;
  private final FileChannel lock;

  private HeldFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes a folder that only this user can read or write, and removes what killed processes left.
   *
   * @param parent where to; it must be there
   * @param prefix how the name begins: what is left is known by it
   */
  public static HeldFolder make(Path parent, String prefix) throws IOException {
    Objects.requireNonNull(parent, "parent");
    Objects.requireNonNull(prefix, "prefix");
    if (Swept.first(parent.resolve(prefix))) {
      removeLeft(parent, prefix);
    }
    for (int attempt = 1; ; attempt++) {
      Path folder = parent.resolve(prefix + UUID.randomUUID());
      PrivateFolder.create(folder);
      try {
        FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (hold(channel) && Files.exists(folder.resolve(LOCK))) {
          return new HeldFolder(folder, channel);
        }
        channel.close(); // a process that removes what is left was between the two
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (IOException | RuntimeException e) {
        Folders.delete(folder);
        throw e;
      }
      if (attempt == ATTEMPTS) {
        throw new IOException("can't hold a folder in " + parent);
      }
    }
  }

  private static boolean hold(FileChannel channel) {
    try {
      return FileLocks.tryLock(channel);
    } catch (IOException e) {
      return true; // a file system without locks, where nothing is known to be left either
    }
  }

  /** Whether a file has the name of such a folder. */
  public static boolean isNamed(Path file, String prefix) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(prefix, "prefix");
    return names(prefix).matcher(String.valueOf(file.getFileName())).matches();
  }

  private static Pattern names(String prefix) {
    return Pattern.compile(Pattern.quote(prefix) + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** Removes the folder at the latest when this process ends. */
  public HeldFolder untilExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "asva-files"));
    return this;
  }

  /** Removes the folder with all that is in it, as far as that can be done. */
  @Override
  public void close() {
    try {
      // The lock goes last: until then nobody else removes anything here.
      Folders.delete(path);
      lock.close();
    } catch (IOException e) {
      // The next process that makes one tries again.
    }
  }

  /** Removes what killed processes of this user left, as far as that can be told and done. */
  static void removeLeft(Path parent, String prefix) {
    Pattern names = names(prefix);
    List<Path> folders;
    try (Stream<Path> files = Files.list(parent)) {
      folders =
          files.filter(f -> names.matcher(String.valueOf(f.getFileName())).matches()).toList();
    } catch (IOException | UncheckedIOException e) {
      return; // making one tells what is wrong with the parent
    }
    for (Path folder : folders) {
      try {
        removeIfLeft(folder);
      } catch (IOException | CacheException e) {
        // Another user's, or in use: it takes room, but keeps nobody from working.
      }
    }
  }

  private static void removeIfLeft(Path folder) throws IOException {
    PrivateFolder.require(folder);
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      if (FileLocks.tryLock(channel)) {
        Folders.delete(folder);
      }
    } catch (NoSuchFileException e) {
      // Killed before it made the lock, or about to make it.
      Instant changed = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
      if (changed.isBefore(Instant.now().minus(UNLOCKED))) {
        Folders.delete(folder);
      }
    }
  }
}
