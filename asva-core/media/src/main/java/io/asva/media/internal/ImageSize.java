package io.asva.media.internal;

import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import java.nio.file.Path;

/** The check of an image's size before memory is taken for it. */
final class ImageSize {
  private ImageSize() {}

  /** Throws where a size is over the limit. A size of 0 is not known yet and passes. */
  static void check(Path file, long width, long height, MediaLimits limits) {
    if (width < 0 || height < 0 || width * height > limits.pixels()) {
      throw new MediaException(
          file
              + " says that its image is "
              + width
              + "x"
              + height
              + " pixels; at most "
              + limits.pixels()
              + " pixels are read. Make it smaller, or raise MediaLimits.pixels (--max-pixels).");
    }
  }
}
