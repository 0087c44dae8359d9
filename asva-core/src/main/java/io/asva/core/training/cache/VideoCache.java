package io.asva.core.training.cache;

import io.asva.core.training.TrainingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that keeps what was computed from videos: a {@link RecordFile} for each video. A video's
 * file is found by its place, size and time of change and by the settings of what was computed, so
 * what belongs to another version of the video or to other settings is never used.
 *
 * <p>Safe for use by many threads and processes.
 */
public final class VideoCache {
  private final Path folder;
  private final String settings;
  private final Map<Path, RecordFile> files = new ConcurrentHashMap<>();

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
   * What is kept of a video.
   *
   * @throws TrainingException if the video or what is kept of it can't be read
   */
  public RecordFile of(Path video) {
    RecordFile known = files.get(video);
    if (known != null) {
      return known;
    }
    RecordFile opened = RecordFile.open(folder.resolve(name(video) + ".records"));
    RecordFile other = files.putIfAbsent(video, opened);
    return other == null ? opened : other;
  }

  private String name(Path video) {
    return hash(stamp(video) + "\n" + settings);
  }

  /**
   * What tells one version of a file from another: its place, size and time of change.
   *
   * @throws TrainingException if it can't be looked at
   */
  public static String stamp(Path file) {
    try {
      Path real = file.toRealPath();
      return real + "\n" + Files.size(real) + "\n" + Files.getLastModifiedTime(real);
    } catch (IOException e) {
      throw new TrainingException("Can't look at " + file + ": " + e, e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
