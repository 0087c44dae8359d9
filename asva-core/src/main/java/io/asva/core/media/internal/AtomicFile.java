package io.asva.core.media.internal;

import io.asva.core.internal.Interruptible;
import io.asva.core.internal.OutputPlace;
import io.asva.core.media.IfExists;
import io.asva.core.media.MediaException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes a file beside its place and moves it there when it is complete. */
public final class AtomicFile {
  private static final String PREFIX = ".asva-";
  private static final Pattern TEMPORARY =
      Pattern.compile(Pattern.quote(PREFIX) + "[0-9a-f-]{36}(\\.\\w+)?");

  private AtomicFile() {}

  /** Whether a file has the name of one that is not complete. */
  public static boolean isTemporary(Path file) {
    return TEMPORARY.matcher(String.valueOf(file.getFileName())).matches();
  }

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes to a new file, which is not there yet. */
    void write(Path temporary) throws IOException;
  }

  /** Throws if a file can't be written to this place, before any work is done for it. */
  public static void check(Path target, IfExists ifExists) {
    refuse(OutputPlace.file(target));
    if (ifExists == IfExists.FAIL) {
      refuse(OutputPlace.absent(target));
    }
  }

  /**
   * Throws if a file can't be written to this place, whose missing folders are made, before any
   * work is done for it.
   */
  public static void checkWithFolders(Path target, IfExists ifExists) {
    refuse(OutputPlace.fileAndFolders(target));
    if (ifExists == IfExists.FAIL) {
      refuse(OutputPlace.absent(target));
    }
  }

  private static void refuse(Optional<String> reason) {
    reason.ifPresent(
        text -> {
          throw new MediaException(text);
        });
  }

  /**
   * Writes a file; what was there stays untouched until the new content is complete.
   *
   * @throws io.asva.core.CancelledException if the thread was interrupted
   */
  public static void write(Path target, IfExists ifExists, Content content) {
    check(target, ifExists);
    Interruptible.run("writing " + target, () -> replace(target, ifExists, content));
  }

  private static void replace(Path target, IfExists ifExists, Content content) {
    Path place = target.toAbsolutePath();
    String name = place.getFileName().toString();
    String suffix = name.contains(".") ? name.substring(name.lastIndexOf('.')) : "";
    Path temporary = place.resolveSibling(PREFIX + UUID.randomUUID() + suffix);
    try {
      content.write(temporary);
      flush(temporary);
      check(target, ifExists);
      move(temporary, place);
    } catch (IOException e) {
      String reason =
          String.valueOf(e.getMessage()).replace(temporary.toString(), target.toString());
      throw new MediaException("Can't write " + target + ": " + reason + ".", e);
    } catch (MediaException e) {
      // Whoever reads it knows the file that was asked for, and no temporary one beside it.
      String message = String.valueOf(e.getMessage());
      throw message.contains(temporary.toString())
          ? new MediaException(message.replace(temporary.toString(), target.toString()), e)
          : e;
    } finally {
      delete(temporary);
    }
  }

  /** A name must not outlive a power failure that its content does not. */
  private static void flush(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void delete(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      temporary.toFile().deleteOnExit();
    }
  }
}
