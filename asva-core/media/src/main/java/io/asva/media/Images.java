package io.asva.media;

import io.asva.core.Cancellation;
import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import io.asva.core.files.OutputFile;
import io.asva.media.internal.ImageFile;
import io.asva.media.internal.ImagePixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Reads and writes still images: JPEG, PNG, GIF, BMP, TIFF, WebP, AVIF and HEIC.
 *
 * <p>Safe for use by many threads.
 */
public final class Images {
  private Images() {}

  /**
   * Reads an image as a viewer shows it, within the usual limits: turned as its EXIF orientation
   * asks, transparency over white, 16-bit samples by their upper byte, grey and palette as RGB,
   * CMYK (also Adobe's inverted kind) multiplied out. Colour profiles are not applied. Of an
   * animated image it is the first frame, on its canvas.
   *
   * @throws MediaException if the file is missing, damaged, too large or not an image
   */
  public static Image read(Path file) {
    return read(file, MediaLimits.DEFAULT);
  }

  /**
   * Reads an image as {@link #read(Path)} does, within the given limits; its size is checked before
   * memory is taken for its pixels.
   *
   * @throws MediaException if the file is missing, damaged, too large or not an image
   */
  public static Image read(Path file, MediaLimits limits) {
    return read(file, limits, new Cancellation());
  }

  /**
   * Reads an image as {@link #read(Path, MediaLimits)} does, until it is told to stop: by the
   * cancellation, or by an interrupt of its thread. It stops within a second, or a few for WebP,
   * AVIF and HEIC of the largest size.
   *
   * @throws MediaException if the file is missing, damaged, too large or not an image
   * @throws io.asva.core.CancelledException if it was told to stop
   */
  public static Image read(Path file, MediaLimits limits, Cancellation cancellation) {
    return ImageFile.read(file, limits, cancellation);
  }

  /** The pixels of an image, transparency over white, 16-bit samples by their upper byte. */
  public static Image of(BufferedImage image) {
    return ImagePixels.of(image);
  }

  /**
   * Writes an image as PNG.
   *
   * @throws OutputException if the file can't be written, or exists and is to be kept
   */
  public static void writePng(Image image, Path file, IfExists ifExists) {
    OutputFile.write(
        file,
        ifExists,
        temporary -> {
          if (!ImageIO.write(image.image(), "png", temporary.toFile())) {
            throw new IOException("this Java has no PNG writer");
          }
        });
  }
}
