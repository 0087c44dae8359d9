package io.asva.core.dataset;

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

  /** The name without its last extension, which is what files made from it begin with. */
  public String stem() {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }
}
