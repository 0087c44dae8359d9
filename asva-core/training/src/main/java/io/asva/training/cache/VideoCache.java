package io.asva.training.cache;

import io.asva.core.files.FileStamp;
import io.asva.core.files.Sha256;
import io.asva.training.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A folder that keeps what was computed from videos: a {@link RecordFile} for each video. A video's
 * file is found by its place, size and time of change and by the settings of what was computed, so
 * what belongs to another version of the video or to other settings is never used.
 *
 * <p>Safe for use by many threads and processes.
 */
public final class VideoCache {
  private static final int NAME = 32; // digits

  private final Path folder;
  private final String settings;
  private final Map<Path, RecordFile> files = new ConcurrentHashMap<>();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();

  /**
   * A cache in a folder, which is made if it isn't there.
   *
   * @param settings all that decides what is computed from a video, besides the video
   * @throws TrainingException if the folder can't be made
   */
  public VideoCache(Path folder, String settings) {
    this.folder = folder;
    this.settings = settings;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new TrainingException("Can't make the cache's folder " + folder + ": " + e, e);
    }
  }

  /**
   * The cached records of a video. If they can't be read or written, {@link #takeWarning} says so.
   *
   * @throws TrainingException if the video can't be looked at
   */
  public RecordFile of(Path video) {
    RecordFile known = files.get(video);
    if (known != null) {
      return known;
    }
    RecordFile opened = RecordFile.open(folder.resolve(name(video) + ".records"), this::warn);
    RecordFile other = files.putIfAbsent(video, opened);
    return other == null ? opened : other;
  }

  private void warn(String message) {
    if (warned.compareAndSet(false, true)) { // a full disk is full for all videos
      warnings.add(message);
    }
  }

  /** The first failure to read or write what is kept; it is given once. */
  public Optional<String> takeWarning() {
    return Optional.ofNullable(warnings.poll());
  }

  private String name(Path video) {
    try {
      return Sha256.of(FileStamp.of(video) + settings).substring(0, NAME);
    } catch (IOException | UncheckedIOException e) {
      throw new TrainingException("Can't look at " + video + ": " + e, e);
    }
  }
}
