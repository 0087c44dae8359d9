package io.asva.media.dataset;

import java.nio.file.Path;

/**
 * A video of a data set. It need not exist.
 *
 * @param name as it is listed, relative to the folder of videos, with forward slashes
 * @param file where it lies
 * @param category the first component of its name as it is, underscores included; empty if the name
 *     has only one
 * @param segment which part of it is meant
 */
public record DatasetVideo(String name, Path file, String category, Segment segment) {

  private static final String MP4 = ".mp4";

  /**
   * The beginning of the names of files made from it: the name without {@code .mp4}. Another ending
   * stays, so that videos that differ by it alone don't get in each other's way.
   */
  public String stem() {
    return name.endsWith(MP4) ? name.substring(0, name.length() - MP4.length()) : name;
  }
}
