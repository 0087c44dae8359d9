package io.asva.training.config;

import io.asva.core.files.FileStamp;
import io.asva.training.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Identifies the files of a network without reading them. */
public final class FileVersions {
  private FileVersions() {}

  /**
   * Places, sizes and times of change.
   *
   * @param place a file, or a folder whose files count
   * @throws TrainingException if it can't be looked at
   */
  public static String of(Path place) {
    try {
      return FileStamp.of(place);
    } catch (IOException | UncheckedIOException e) {
      throw new TrainingException("Can't look at " + place + ": " + e, e);
    }
  }
}
