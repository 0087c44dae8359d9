package io.asva.media.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the videos in a folder. */
final class FolderListing extends SimpleFileVisitor<Path> {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "3gp", "avi", "flv", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "ogv", "ts",
          "webm", "wmv");

  private static final int DEEPEST = 16;

  private final Path root;
  private final List<DatasetVideo> videos = new ArrayList<>();

  private FolderListing(Path root) {
    this.root = root;
  }

  static List<DatasetVideo> of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException("There is no folder of videos " + folder + ".");
    }
    FolderListing listing = new FolderListing(folder);
    try {
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, listing);
    } catch (IOException | UncheckedIOException e) {
      throw new DatasetException("Can't look through the folder of videos " + folder + ": " + e, e);
    }
    if (listing.videos.isEmpty()) {
      throw new DatasetException(
          folder + " holds no videos; expected files that end in .mp4 or another video's ending.");
    }
    listing.videos.sort(Comparator.comparing(DatasetVideo::name));
    return listing.videos;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return !folder.equals(root) && isHidden(folder)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String name = String.valueOf(file.getFileName());
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (attributes.isRegularFile() && !isHidden(file) && EXTENSIONS.contains(extension)) {
      if (videos.size() == ListReader.MOST_VIDEOS) {
        throw new DatasetException(
            root + " holds more than " + ListReader.MOST_VIDEOS + " videos.");
      }
      String separator = root.getFileSystem().getSeparator();
      String relative = root.relativize(file).toString().replace(separator, "/");
      videos.add(VideoName.video(relative, file, Segment.WHOLE));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (e instanceof FileSystemLoopException) {
      return FileVisitResult.CONTINUE; // a link to a folder above: its videos are found already
    }
    throw e;
  }

  private static boolean isHidden(Path file) {
    return String.valueOf(file.getFileName()).startsWith(".");
  }
}
