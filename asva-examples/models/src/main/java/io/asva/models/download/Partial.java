package io.asva.models.download;

import io.asva.core.files.Durable;
import io.asva.core.files.IfExists;
import io.asva.core.files.RunLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/**
 * The begin of a file, {@code NAME.part} beside its place, and the lock {@code NAME.part.lock} that
 * keeps a second run away from it. The lock's file holds what the server called this version of the
 * file, so that no other version is joined to it.
 */
final class Partial implements AutoCloseable {
  private static final String PART = ".part";
  private static final String LOCK = ".lock";
  private static final int MOST_VALIDATOR = 1 << 10;

  private final Path target;
  private final Path file;
  private final RunLock lock;
  private boolean finished;

  private Partial(Path target, Path file, RunLock lock) {
    this.target = target;
    this.file = file;
    this.lock = lock;
  }

  /** Where the begin of a file lies until all of it is there. */
  static Path of(Path target) {
    return target.resolveSibling(target.getFileName() + PART);
  }

  /**
   * Takes hold of it.
   *
   * @throws DownloadException if another run has it
   */
  static Partial take(Path target) throws IOException {
    Path place = target.toAbsolutePath();
    Files.createDirectories(Objects.requireNonNull(place.getParent(), "a file has a folder"));
    Path file = of(place);
    Optional<RunLock> lock = RunLock.tryTake(file.resolveSibling(file.getFileName() + LOCK));
    return new Partial(
        place,
        file,
        lock.orElseThrow(
            () ->
                new DownloadException(
                    target + " is being fetched by another run; wait for it, or end it first.")));
  }

  Path file() {
    return file;
  }

  /** How many bytes are there. */
  long size() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** The name that the server gave the version of which they are; none if it said nothing. */
  Optional<String> validator() throws IOException {
    FileChannel channel = lock.channel();
    if (channel.size() > MOST_VALIDATOR) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    int n = 0;
    while (bytes.hasRemaining() && n >= 0) {
      n = channel.read(bytes, bytes.position());
    }
    String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  /** Begins anew, with a version that the server calls so. */
  void begin(Optional<String> validator) throws IOException {
    Files.deleteIfExists(file);
    FileChannel channel = lock.channel();
    channel.truncate(0);
    byte[] text = validator.orElse("").getBytes(StandardCharsets.UTF_8);
    if (text.length <= MOST_VALIDATOR) {
      ByteBuffer bytes = ByteBuffer.wrap(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes, bytes.position());
      }
    }
  }

  void delete() throws IOException {
    begin(Optional.empty());
  }

  /** Puts the whole file into its place, where it survives a power failure. */
  void finish(IfExists ifExists) throws IOException {
    if (ifExists == IfExists.FAIL && Files.exists(target)) {
      throw new DownloadException(
          target + " has appeared meanwhile and is kept; what was fetched is " + file + ".");
    }
    Durable.sync(file);
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
    finished = true;
    Durable.syncFolder(Objects.requireNonNull(target.getParent()));
  }

  /** Lets go; the lock's file goes as well, unless it says something about what is left. */
  @Override
  public void close() throws IOException {
    try (lock) {
      if (finished || !Files.exists(file)) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + LOCK));
      }
    } catch (FileSystemException e) {
      // It stays, empty: the next run removes it, and the file itself is not the worse for it.
    }
  }
}
