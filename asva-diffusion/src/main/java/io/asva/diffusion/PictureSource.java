package io.asva.diffusion;

import java.nio.file.Path;

/** Where the first frame comes from. */
public sealed interface PictureSource {
  /**
   * A picture file.
   *
   * @param path of the file
   */
  record File(Path path) implements PictureSource {}

  /**
   * A picture in memory.
   *
   * @param picture the picture
   */
  record Memory(io.asva.core.media.Picture picture) implements PictureSource {}
}
