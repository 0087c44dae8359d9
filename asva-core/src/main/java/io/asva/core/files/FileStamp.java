package io.asva.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Identifies the version of a file by place, size and time of change, without reading it.
 * Stateless.
 */
public final class FileStamp {
  private FileStamp() {}

  /**
   * Place, size and time of change.
   *
   * @param place a file, or a folder all of whose files count; a link is what it leads to
   */
  public static String of(Path place) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(place.toRealPath())) { // a walk enters no link
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    StringBuilder text = new StringBuilder();
    for (Path file : files) {
      Path real = file.toRealPath();
      text.append(real)
          .append('\n')
          .append(Files.size(real))
          .append('\n')
          .append(Files.getLastModifiedTime(real))
          .append('\n');
    }
    return text.toString();
  }
}
