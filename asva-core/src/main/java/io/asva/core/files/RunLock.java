package io.asva.core.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second run away from what one works on. The system lets go of it when the process ends,
 * however it ends; the locked file stays, because removing it would let two runs in.
 *
 * <p>On POSIX systems a process loses the lock of a file when it closes any channel to it. So a
 * second run in this process is turned away before it opens the file, and who holds the lock reads
 * and writes the file through {@link #channel} alone.
 *
 * <p>Safe for use by many threads.
 */
public final class RunLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path place;
  private final FileChannel channel;

  private RunLock(Path place, FileChannel channel) {
    this.place = place;
    this.channel = channel;
  }

  /**
   * Takes the lock of a regular file, which is made where it is missing.
   *
   * @return none if another run has it
   */
  public static Optional<RunLock> tryTake(Path file) throws IOException {
    Objects.requireNonNull(file, "file");
    Path place = place(file);
    if (!HELD.add(place)) {
      return Optional.empty();
    }
    RunLock lock;
    try {
      lock = new RunLock(place, PlainFile.openOrCreate(file));
    } catch (IOException | RuntimeException e) {
      HELD.remove(place);
      throw e;
    }
    try {
      if (FileLocks.tryLock(lock.channel)) {
        return Optional.of(lock);
      }
    } catch (IOException e) {
      lock.close();
      throw e;
    }
    lock.close();
    return Optional.empty();
  }

  /** One path for all that lead to a file, which need not be there. */
  private static Path place(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = Objects.requireNonNull(absolute.getParent(), "a file has a folder");
    return Files.exists(absolute)
        ? absolute.toRealPath()
        : Files.isDirectory(folder)
            ? folder.toRealPath().resolve(absolute.getFileName())
            : absolute;
  }

  /** The locked file, for reading and writing. */
  public FileChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try {
        channel.close();
      } finally {
        HELD.remove(place);
      }
    }
  }
}
