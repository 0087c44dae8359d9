package io.asva.serve.upload;

import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import io.asva.serve.store.Ids;
import io.asva.serve.store.Retention;
import io.asva.serve.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The files that were received, looked at, and are kept for a while. What is in use stays.
 *
 * <p>Safe for use by many threads; few of them look at files at once, because a file may take much
 * memory.
 */
public final class Uploads {
  private static final int AT_ONCE = 2;

  private final Path folder;
  private final Inspection inspection;
  private final Retention retention;
  private final Clock clock;
  private final Semaphore looking = new Semaphore(AT_ONCE, true);
  private final Map<String, Entry> entries = new LinkedHashMap<>(); // guarded by this

  private static final class Entry {
    private final Upload upload;
    private Instant used;
    private int holders;

    Entry(Upload upload, Instant used) {
      this.upload = upload;
      this.used = used;
    }
  }

  /** An upload that stays until this is closed. */
  public final class Held implements AutoCloseable {
    private final Entry entry;
    private boolean closed; // guarded by the uploads

    private Held(Entry entry) {
      this.entry = entry;
    }

    /** The upload. */
    public Upload upload() {
      return entry.upload;
    }

    @Override
    public void close() {
      release(this);
    }
  }

  /**
   * No files yet.
   *
   * @param folder where they are kept
   * @param limits beyond which they are refused
   */
  public Uploads(Path folder, MediaLimits limits, Retention retention, Clock clock) {
    this.folder = folder;
    this.inspection = new Inspection(limits);
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Takes a file in, which is moved, or removed if it is refused.
   *
   * @param received where it is now
   * @param name what its owner calls it
   * @return it, held, so that it can be used at once
   * @throws MediaException if it is no file that can be used; the message calls it by its name
   */
  public Held add(Path received, String name) {
    String id = Ids.fresh();
    Path place = folder.resolve(id);
    try {
      MediaFacts facts = look(received, name);
      Upload upload = new Upload(id, name, Files.size(received), facts, place);
      Files.move(received, place);
      return keep(upload);
    } catch (IOException e) {
      throw new StoreException("The file could not be kept: the server's disk may be full.", e);
    } finally {
      remove(received);
    }
  }

  /** Offers a file that is there already, such as a sample, which is never removed. */
  public Upload lend(Path file, String name) {
    Upload upload;
    try {
      upload =
          new Upload(Ids.fresh(), name, Files.size(file), look(file, name), file.toAbsolutePath());
    } catch (IOException e) {
      throw new StoreException("The sample " + name + " can't be read: " + e, e);
    }
    synchronized (this) {
      Entry entry = new Entry(upload, Instant.MAX);
      entry.holders = 1;
      entries.put(upload.id(), entry);
    }
    return upload;
  }

  private MediaFacts look(Path file, String name) {
    looking.acquireUninterruptibly();
    try {
      return inspection.inspect(file);
    } catch (MediaException e) {
      throw new MediaException(
          String.valueOf(e.getMessage()).replace(file.toString(), "\"" + name + "\""), e);
    } finally {
      looking.release();
    }
  }

  private synchronized Held keep(Upload upload) {
    Entry entry = new Entry(upload, clock.instant());
    entry.holders = 1;
    entries.put(upload.id(), entry);
    sweep();
    return new Held(entry);
  }

  /** An upload, which stays until what is returned is closed. */
  public synchronized Optional<Held> hold(String id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      return Optional.empty();
    }
    entry.holders++;
    return Optional.of(new Held(entry));
  }

  private synchronized void release(Held held) {
    if (!held.closed) {
      held.closed = true;
      held.entry.holders--;
      held.entry.used = held.entry.used.equals(Instant.MAX) ? Instant.MAX : clock.instant();
    }
  }

  /** An upload that is there. */
  public synchronized Optional<Upload> find(String id) {
    return Optional.ofNullable(entries.get(id)).map(entry -> entry.upload);
  }

  /**
   * Removes an upload.
   *
   * @return whether it was there and nobody used it
   */
  public synchronized boolean remove(String id) {
    @Nullable Entry entry = entries.get(id);
    if (entry == null || entry.holders > 0) {
      return false;
    }
    entries.remove(id);
    remove(entry.upload.file());
    return true;
  }

  /** Removes what is too old, or too much. */
  public synchronized void sweep() {
    List<Retention.Kept> idle = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.holders == 0) {
        idle.add(new Retention.Kept(entry.upload.id(), entry.used, entry.upload.bytes()));
      }
    }
    retention.leaving(idle, clock.instant()).forEach(this::remove);
  }

  /** How many bytes received files take. */
  public synchronized long bytes() {
    return entries.values().stream()
        .filter(entry -> entry.upload.file().startsWith(folder))
        .mapToLong(entry -> entry.upload.bytes())
        .sum();
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (NoSuchFileException e) {
      // It is gone, as wanted.
    } catch (IOException e) {
      throw new StoreException("A file that was received can't be removed.", e);
    }
  }
}
