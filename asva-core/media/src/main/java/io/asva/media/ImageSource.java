package io.asva.media;

import io.asva.core.Cancellation;
import java.nio.file.Path;

/**
 * A still image to read: a file, or one in memory.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public sealed interface ImageSource {
  /** An image file. */
  static ImageSource file(Path path) {
    return new File(path);
  }

  /** An image in memory. */
  static ImageSource of(Image image) {
    return new Memory(image);
  }

  /**
   * The pixels; a file is read anew each time, as {@link Images#read(Path, MediaLimits,
   * Cancellation)} says.
   *
   * @throws MediaException if the file is missing, damaged, too large or not an image
   * @throws io.asva.core.CancelledException if it was told to stop
   */
  Image read(MediaLimits limits, Cancellation cancellation);

  /**
   * An image file.
   *
   * @param path of the file
   */
  record File(Path path) implements ImageSource {
    @Override
    public Image read(MediaLimits limits, Cancellation cancellation) {
      return Images.read(path, limits, cancellation);
    }
  }

  /**
   * An image in memory.
   *
   * @param image the pixels
   */
  record Memory(Image image) implements ImageSource {
    @Override
    public Image read(MediaLimits limits, Cancellation cancellation) {
      return image;
    }
  }
}
