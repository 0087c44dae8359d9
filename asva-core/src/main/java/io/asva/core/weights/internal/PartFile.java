package io.asva.core.weights.internal;

import io.asva.core.internal.FileLocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The file beside its place that a file is until it is whole. A killed writer leaves it. */
final class PartFile {
  private PartFile() {}

  /** A new name. */
  static Path of(Path place) {
    return place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".part");
  }

  /** Shows others, until the channel or the process ends, that someone writes it. */
  static void hold(FileChannel channel) {
    try {
      FileLocks.tryLock(channel);
    } catch (IOException e) {
      // A file system without locks: there nothing is removed either.
    }
  }

  /** Removes what killed writers left of a file, as far as that can be told and done. */
  static void removeLeftovers(Path place) {
    Pattern names =
        Pattern.compile(Pattern.quote("." + place.getFileName() + ".") + "[0-9a-f-]{36}\\.part");
    List<Path> parts;
    try (Stream<Path> files = Files.list(place.resolveSibling(""))) {
      parts = files.filter(f -> names.matcher(String.valueOf(f.getFileName())).matches()).toList();
    } catch (IOException | UncheckedIOException e) {
      return; // writing tells what is wrong with the folder
    }
    for (Path part : parts) {
      try {
        if (isLeft(part)) {
          Files.deleteIfExists(part);
        }
      } catch (IOException e) {
        // It takes room, but keeps nobody from writing the file.
      }
    }
  }

  private static boolean isLeft(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      return FileLocks.tryLock(channel);
    }
  }
}
