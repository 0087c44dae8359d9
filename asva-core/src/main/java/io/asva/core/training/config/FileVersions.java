package io.asva.core.training.config;

import io.asva.core.training.TrainingException;
import io.asva.core.training.cache.VideoCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tells the files of one network from those of another, without reading them. */
public final class FileVersions {
  private FileVersions() {}

  /**
   * Places, sizes and times of change.
   *
   * @param place a file, or a folder whose files count
   * @throws TrainingException if it can't be looked at
   */
  public static String of(Path place) {
    if (!Files.isDirectory(place)) {
      return VideoCache.stamp(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(VideoCache::stamp)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new TrainingException("Can't look into " + place + ": " + e, e);
    }
  }
}
