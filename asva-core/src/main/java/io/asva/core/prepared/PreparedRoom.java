package io.asva.core.prepared;

import io.asva.core.CancelledException;
import io.asva.core.files.RunLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Room for contents in a {@link PreparedFolder}, held by one process at a time, so that two don't
 * compute the same. Contents may be kept by many threads.
 */
public final class PreparedRoom implements AutoCloseable {
  private static final String LOCK = ".lock";
  private static final long WAIT_MILLIS = 50;

  /** Longer than the largest network takes; then computing it twice is better than waiting. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final PreparedFolder folder;
  private final RunLock lock;

  private PreparedRoom(PreparedFolder folder, RunLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** A kept file. */
  record Kept(Path file, long bytes, long lastUse) {}

  static Optional<PreparedRoom> open(PreparedFolder folder, long bytes) throws IOException {
    if (bytes > folder.limits().most()) {
      folder.tell(
          "it takes "
              + bytes
              + " bytes, more than the "
              + folder.limits().most()
              + " that are allowed");
      return Optional.empty();
    }
    Optional<RunLock> lock = lock(folder.place().resolve(LOCK));
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    PreparedRoom room = new PreparedRoom(folder, lock.get());
    try {
      if (room.make(bytes)) {
        return Optional.of(room);
      }
    } catch (IOException | RuntimeException e) {
      room.close();
      throw e;
    }
    room.close();
    return Optional.empty();
  }

  private static Optional<RunLock> lock(Path file) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<RunLock> lock = RunLock.tryTake(file);
      if (lock.isPresent() || System.nanoTime() > end) {
        return lock;
      }
      try {
        Thread.sleep(WAIT_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException("waiting for another process that prepares weights", e);
      }
    }
  }

  /** Removes what was used longest ago until there is room. */
  private boolean make(long bytes) throws IOException {
    List<Kept> kept = kept(folder.place());
    long total = kept.stream().mapToLong(Kept::bytes).sum();
    for (Kept oldest : kept) {
      if (total + bytes <= folder.limits().most()) {
        break;
      }
      if (remove(oldest.file())) {
        total -= oldest.bytes();
      }
    }
    FileStore disk = Files.getFileStore(folder.place());
    long reserve = (long) (disk.getTotalSpace() * folder.limits().freeShare());
    if (disk.getUsableSpace() - bytes < reserve) {
      folder.tell(
          bytes
              + " bytes are needed there beside the "
              + reserve
              + " that are left free on its disk, which has "
              + disk.getUsableSpace());
      return false;
    }
    return total + bytes <= folder.limits().most();
  }

  /** All that is kept, used longest ago first. */
  static List<Kept> kept(Path place) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(place)) {
      files = all.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    }
    List<Kept> kept = new ArrayList<>();
    for (Path file : files) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        kept.add(new Kept(file, found.size(), found.lastModifiedTime().toMillis()));
      } catch (NoSuchFileException e) {
        // Damaged, and removed by who looked for it.
      }
    }
    kept.sort(Comparator.comparingLong(Kept::lastUse));
    return kept;
  }

  private static boolean remove(Path file) {
    try {
      Files.deleteIfExists(file);
      return true;
    } catch (IOException e) {
      return false; // Windows removes no file that is in use
    }
  }

  /**
   * Keeps a content.
   *
   * @param name says all that it depends on
   * @param content from its position to its limit
   * @return the content as it is kept, mapped into memory; empty if it can't be kept
   */
  public Optional<ByteBuffer> keep(String name, ByteBuffer content) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(content, "content");
    return folder.write(name, content);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      // The lock goes with the channel, or with the process.
    }
  }
}
