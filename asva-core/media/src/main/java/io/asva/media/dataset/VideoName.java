package io.asva.media.dataset;

import io.asva.core.files.FileNames;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Turns the names of a list into videos. */
final class VideoName {
  private static final int LONGEST = 4096;
  private static final int SHOWN = 80;

  private final Path root;

  /** For names relative to a folder. */
  VideoName(Path root) {
    this.root = root;
  }

  /**
   * The video of a name.
   *
   * @throws DatasetException if it can't be a file below the folder
   */
  DatasetVideo video(String listed, Segment segment) {
    String name = listed.replace('\\', '/');
    while (name.startsWith("./")) {
      name = name.substring(2);
    }
    List<String> parts = Arrays.asList(name.split("/", -1));
    if (name.length() > LONGEST || parts.contains("") || parts.contains(".")) {
      throw new DatasetException(
          quoted(listed) + " is no name of a video; expected category/file.mp4.");
    }
    try {
      Path file = Path.of(name);
      if (parts.contains("..") || file.isAbsolute() || file.getRoot() != null) {
        throw outside(listed);
      }
      return video(name, root.resolve(file), segment);
    } catch (InvalidPathException e) {
      throw new DatasetException(
          quoted(listed) + " can't be the name of a file." + FileNames.remedy(), e);
    }
  }

  /** A video whose name is known to be well-formed. */
  static DatasetVideo video(String name, Path file, Segment segment) {
    return new DatasetVideo(name, file, name.substring(0, Math.max(0, name.indexOf('/'))), segment);
  }

  private DatasetException outside(String listed) {
    return new DatasetException(
        quoted(listed) + " leaves the folder of videos, " + root + "; names are relative to it.");
  }

  private static String quoted(String text) {
    StringBuilder shown = new StringBuilder("\"");
    text.codePoints()
        .limit(SHOWN)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return shown.append(text.length() > SHOWN ? "...\"" : "\"").toString();
  }
}
