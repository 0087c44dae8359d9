package io.asva.media.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * Videos by name, in the order of their list.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class VideoList {
  private final Path source;
  private final Path root;
  private final List<DatasetVideo> videos;

  private VideoList(Path source, Path root, List<DatasetVideo> videos) {
    this.source = source;
    this.root = root;
    this.videos = List.copyOf(videos);
  }

  /**
   * Reads a list: UTF-8, a video a line. Blank lines, white space around a line, a byte order mark
   * and any kind of line end are taken. A video that is listed twice is there twice, as in the
   * original, which weighs it so; {@link DatasetCheck} says so.
   *
   * @param list the file
   * @param videoRoot the folder that names are relative to
   * @param type what a line holds
   * @throws DatasetException if it can't be read or is too large for a list, names no video, or a
   *     line is not of that type or leaves the folder; the message has the line's number
   */
  public static VideoList read(Path list, Path videoRoot, ListType type) {
    return new VideoList(list, videoRoot, new ListReader(list, videoRoot, type).read());
  }

  /**
   * All videos in a folder and the folders below it, by their extension, sorted by name. Hidden
   * files and folders are left out; links are followed.
   *
   * @throws DatasetException if there is no such folder, it can't be read, or holds no video
   */
  public static VideoList ofFolder(Path folder) {
    return new VideoList(folder, folder, FolderListing.of(folder));
  }

  /** The videos; at least one. */
  public List<DatasetVideo> videos() {
    return videos;
  }

  /** The folder that names are relative to. */
  public Path root() {
    return root;
  }

  /** The list's file, or the folder that was looked through. */
  public Path source() {
    return source;
  }
}
