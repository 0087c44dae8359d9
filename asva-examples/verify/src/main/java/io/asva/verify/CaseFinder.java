package io.asva.verify;

import io.asva.core.AsvaException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the folders that hold a {@code case.json}. */
final class CaseFinder extends SimpleFileVisitor<Path> {
  private final SortedSet<Path> found = new TreeSet<>();

  private CaseFinder() {}

  static List<Path> find(List<Path> folders) {
    CaseFinder finder = new CaseFinder();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new AsvaException(
            "There is no folder "
                + folder
                + ". Name one that holds golden cases: folders with a case.json, at any depth.");
      }
      try {
        Files.walkFileTree(
            folder.toAbsolutePath().normalize(),
            EnumSet.of(FileVisitOption.FOLLOW_LINKS),
            Integer.MAX_VALUE,
            finder);
      } catch (IOException e) {
        throw new AsvaException("Can't list the folder " + folder + ": " + e.getMessage(), e);
      }
    }
    return List.copyOf(finder.found);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (file.endsWith("case.json")) {
      found.add(file.resolveSibling("").normalize());
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    return FileVisitResult.CONTINUE; // a loop of links, or a folder that can't be listed
  }
}
