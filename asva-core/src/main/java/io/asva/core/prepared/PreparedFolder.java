package io.asva.core.prepared;

import io.asva.core.files.AtomicWrite;
import io.asva.core.files.HeldFolder;
import io.asva.core.files.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A folder of contents that can be computed again, each under a name that says all that it depends
 * on. Processes share it: a file appears whole, and one that isn't whole is removed when it is
 * looked for. What was used longest ago goes when the folder is full.
 *
 * <p>Nothing here throws because of the disk: what isn't found is computed, and where nothing can
 * be kept, a warning says so once. Safe for use by many threads.
 */
public final class PreparedFolder {
  private static final System.Logger LOG = System.getLogger("io.asva");
  private static final String TEMPORARY = ".asva-";

  private final Path place;
  private final PreparedLimits limits;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile boolean writable = true;

  /**
   * The contents of a folder.
   *
   * @param place the folder, which is there
   * @param limits how much may be kept
   */
  public PreparedFolder(Path place, PreparedLimits limits) {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(limits, "limits");
    this.place = place;
    this.limits = limits;
  }

  /** Where it lies. */
  public Path place() {
    return place;
  }

  /** How much may be kept. */
  public PreparedLimits limits() {
    return limits;
  }

  /** How many bytes are kept; 0 where that can't be told. */
  public long bytes() {
    try {
      return PreparedRoom.kept(place).stream().mapToLong(PreparedRoom.Kept::bytes).sum();
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * The content under a name, mapped into memory and compared with its sum.
   *
   * @return read-only and little-endian; empty if it isn't there or not whole
   */
  public Optional<ByteBuffer> find(String name) {
    Objects.requireNonNull(name, "name");
    Path file = place.resolve(name);
    try {
      Optional<ByteBuffer> content = SealedFile.map(file);
      if (content.isPresent()) {
        Files.setLastModifiedTime(
            file, FileTime.from(Instant.now())); // the last use, for what goes
      } else {
        Files.deleteIfExists(file);
      }
      return content;
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      failed(e);
      return Optional.empty();
    }
  }

  /** Removes what is kept under a name, if it can be. */
  public void remove(String name) {
    Objects.requireNonNull(name, "name");
    try {
      Files.deleteIfExists(place.resolve(name));
    } catch (IOException e) {
      failed(e);
    }
  }

  /**
   * Makes room for contents, and keeps other processes from computing the same until it is closed.
   *
   * @param bytes of them all
   * @return empty if they can't be kept
   * @throws io.asva.core.CancelledException if the thread is interrupted while it waits for another
   *     process
   */
  public Optional<PreparedRoom> room(long bytes) {
    if (!writable) {
      return Optional.empty();
    }
    try {
      return PreparedRoom.open(this, bytes);
    } catch (IOException e) {
      failed(e);
      return Optional.empty();
    }
  }

  /** Keeps one content, as {@link #room} and {@link PreparedRoom#keep} would. */
  public void keep(String name, ByteBuffer content) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(content, "content");
    try (PreparedRoom room = room(content.remaining()).orElse(null)) {
      if (room != null) {
        Object unused = room.keep(name, content);
      }
    }
  }

  /** A folder for files that are to be kept, on the same disk; empty if it can't be made. */
  public Optional<HeldFolder> workplace() {
    if (!writable) {
      return Optional.empty();
    }
    try {
      return Optional.of(HeldFolder.make(place, TEMPORARY));
    } catch (IOException e) {
      failed(e);
      return Optional.empty();
    }
  }

  Optional<ByteBuffer> write(String name, ByteBuffer content) {
    if (!writable || content.remaining() > SealedFile.LARGEST) {
      return Optional.empty();
    }
    Path file = place.resolve(name);
    try {
      AtomicWrite.writeUnsynced(file, temporary -> SealedFile.write(temporary, content));
      return SealedFile.map(file);
    } catch (IOException e) {
      failed(e);
      return Optional.empty();
    }
  }

  /** Ends keeping for this process; an interrupt is not the disk's fault. */
  private void failed(IOException e) {
    if (!(e instanceof ClosedByInterruptException)) {
      writable = false;
      tell(IoReason.of(e));
    }
  }

  /** Warns once that something is computed at each opening. */
  void tell(String reason) {
    if (told.compareAndSet(false, true)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Prepared models can't be kept in "
              + place
              + ": "
              + reason
              + ". Nothing else suffers, but each opening computes them anew. Another cache folder"
              + " may help (ASVA_CACHE); "
              + PreparedModels.VARIABLE
              + "=off ends this warning.");
    }
  }
}
