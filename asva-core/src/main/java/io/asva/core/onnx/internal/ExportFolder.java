package io.asva.core.onnx.internal;

import io.asva.core.files.AtomicWrite;
import io.asva.core.files.OutputPlace;
import io.asva.core.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * The folder of one export, which overwrites nothing: what it made is taken away again when a later
 * step fails.
 */
public final class ExportFolder {
  private final Path folder;
  private final List<Path> made = new ArrayList<>();

  private ExportFolder(Path folder) {
    this.folder = folder;
  }

  /** A folder, made if it is not there. */
  public static ExportFolder of(Path folder) {
    try {
      return new ExportFolder(Files.createDirectories(folder).toRealPath());
    } catch (IOException e) {
      throw new WeightsException("Can't make the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Looks at what is to be made in a folder, before the work.
   *
   * @throws WeightsException if the folder can't be written to, or a file is there
   */
  public static void check(Path folder, List<String> names) {
    OutputPlace.folder(folder)
        .ifPresent(
            reason -> {
              throw new WeightsException(reason);
            });
    names.forEach(name -> requireAbsent(folder.resolve(name)));
  }

  /** Whether a file lies in it. */
  public boolean holds(Path file) {
    return folder.equals(file.toAbsolutePath().getParent());
  }

  /**
   * Gives files that lie elsewhere a second name in it.
   *
   * @return whether the file system can
   */
  public boolean link(Collection<Path> files) {
    for (Path file : files) {
      Path target = folder.resolve(file.getFileName());
      try {
        if (Files.exists(target) && Files.isSameFile(file, target)) {
          continue;
        }
        requireAbsent(target);
        Files.createLink(target, file);
        made.add(target);
      } catch (IOException | UnsupportedOperationException e) {
        undo();
        return false;
      } catch (WeightsException e) {
        undo();
        throw e;
      }
    }
    return true;
  }

  /** Makes a file that is not there yet. */
  public Path make(String name, Consumer<Path> writer) {
    Path target = folder.resolve(name);
    try {
      requireAbsent(target);
      writer.accept(target);
    } catch (RuntimeException e) {
      undo();
      throw e;
    }
    made.add(target);
    return target;
  }

  /** Writes a file that is not there yet, whole or not at all. */
  public Path write(String name, byte[] content) {
    return make(name, target -> write(target, content));
  }

  private static void write(Path target, byte[] content) {
    try {
      AtomicWrite.write(target, temporary -> Files.write(temporary, content));
    } catch (IOException e) {
      throw new WeightsException("Can't write " + target + ": " + e.getMessage(), e);
    }
  }

  private static void requireAbsent(Path target) {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new WeightsException(
          target + " exists and is not overwritten. Choose another folder or remove it.");
    }
  }

  private void undo() {
    for (Path file : made) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        file.toFile().deleteOnExit();
      }
    }
    made.clear();
  }
}
