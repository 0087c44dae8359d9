package io.asva.serve.store;

import io.asva.core.files.Folders;
import io.asva.core.files.PrivateFolder;
import io.asva.core.files.RunLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one server: uploads, which go when it ends, and jobs, which stay. Only this user
 * can read or write it, and no second server works in it at the same time.
 *
 * <p>Safe for use by many threads.
 */
public final class ServeFolder implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path root;
  private final Path incoming;
  private final Path uploads;
  private final Path jobs;
  private final RunLock lock;

  private ServeFolder(Path root, RunLock lock) throws IOException {
    this.root = root;
    this.lock = lock;
    this.jobs = PrivateFolder.make(root.resolve("jobs"));
    this.uploads = emptied(root.resolve("uploads"));
    this.incoming = emptied(root.resolve("incoming"));
  }

  /**
   * Opens a folder, which is made where it is missing; the folder above it must be there.
   *
   * @throws StoreException if another server works in it, or it can't be used
   * @throws io.asva.core.files.CacheException if it isn't this user's alone
   */
  public static ServeFolder open(Path folder) {
    Path root = PrivateFolder.make(folder.toAbsolutePath().normalize());
    RunLock lock = null;
    try {
      lock =
          RunLock.tryTake(root.resolve(LOCK))
              .orElseThrow(
                  () ->
                      new StoreException(
                          "Another server works in "
                              + root
                              + "; stop it, or give this one a folder of its own."));
      return new ServeFolder(root, lock);
    } catch (IOException | RuntimeException e) {
      closeAfter(e, lock);
      if (e instanceof RuntimeException failure) {
        throw failure;
      }
      throw new StoreException("The server's folder " + root + " can't be used: " + e, e);
    }
  }

  private static void closeAfter(Exception e, @Nullable RunLock lock) {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException second) {
        e.addSuppressed(second);
      }
    }
  }

  private static Path emptied(Path folder) throws IOException {
    Folders.delete(folder);
    return PrivateFolder.make(folder);
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /** Where files are while they are received. */
  public Path incoming() {
    return incoming;
  }

  /** Where received files are kept. */
  public Path uploads() {
    return uploads;
  }

  /** Where jobs are kept, a folder each. */
  public Path jobs() {
    return jobs;
  }

  /** How many bytes a folder's files take, as far as they can be counted. */
  public static long bytes(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(ServeFolder::size).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // it has just gone
    }
  }

  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Removes what was received, and lets another server in. */
  @Override
  public void close() {
    try (RunLock held = lock) {
      Folders.delete(uploads);
      Folders.delete(incoming);
    } catch (IOException e) {
      throw new StoreException("The server's folder can't be emptied: " + e, e);
    }
  }
}
