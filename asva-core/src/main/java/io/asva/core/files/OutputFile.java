package io.asva.core.files;

import io.asva.core.AsvaException;
import io.asva.core.concurrent.Interruptible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A file that a user asked for: its place is looked at before the work, and it is written whole or
 * not at all. Stateless.
 */
public final class OutputFile {
  private OutputFile() {}

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
          throw new OutputException(text);
        });
  }

  /**
   * Writes a file; what was there stays untouched until the new content is complete.
   *
   * @throws OutputException if it can't be written
   * @throws io.asva.core.CancelledException if the thread was interrupted
   */
  public static void write(Path target, IfExists ifExists, AtomicWrite.Content content) {
    check(target, ifExists);
    Interruptible.run("writing " + target, () -> replace(target, ifExists, content));
  }

  /**
   * Writes a file likewise, and the folders above it where they are missing.
   *
   * @throws OutputException if they can't be made, or it can't be written
   */
  public static void writeWithFolders(Path target, IfExists ifExists, AtomicWrite.Content content) {
    makeFolders(target);
    write(target, ifExists, content);
  }

  /**
   * Makes the folders above a file where they are missing.
   *
   * @throws OutputException if they can't be made
   */
  public static void makeFolders(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new OutputException(
          "Can't make the folder of " + target + ": " + IoReason.of(e) + ".", e);
    }
  }

  private static void replace(Path target, IfExists ifExists, AtomicWrite.Content content) {
    // Whoever reads a message knows the file that was asked for, and no temporary one beside it.
    AtomicReference<String> temporary = new AtomicReference<>(target.toString());
    try {
      AtomicWrite.write(
          target,
          file -> {
            temporary.set(file.toString());
            content.write(file);
            check(target, ifExists);
          });
    } catch (IOException e) {
      String reason = IoReason.of(e).replace(temporary.get(), target.toString());
      throw new OutputException("Can't write " + target + ": " + reason + ".", e);
    } catch (OutputException e) {
      throw e;
    } catch (AsvaException e) {
      String message = String.valueOf(e.getMessage());
      throw message.contains(temporary.get())
          ? new OutputException(message.replace(temporary.get(), target.toString()), e)
          : e;
    }
  }
}
