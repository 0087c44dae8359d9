package io.asva.core.media;

import io.asva.core.media.internal.AtomicFile;
import io.asva.core.media.internal.ImagePixels;
import io.asva.core.media.internal.PictureFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Reads and writes still pictures: JPEG, PNG, GIF, BMP, TIFF and WebP.
 *
 * <p>Safe for use by many threads.
 */
public final class Pictures {
  private Pictures() {}

  /**
   * Reads a picture as a viewer shows it, within the usual limits: turned as its EXIF orientation
   * asks, transparency over white, 16-bit samples by their upper byte, grey and palette as RGB,
   * CMYK (also Adobe's inverted kind) multiplied out. Colour profiles are not applied. Of an
   * animated picture it is the first frame.
   *
   * @throws MediaException if the file is missing, damaged, too large or not a picture
   */
  public static Picture read(Path file) {
    return read(file, MediaLimits.DEFAULT);
  }

  /**
   * Reads a picture as {@link #read(Path)} does, within the given limits; its size is checked
   * before memory is taken for its pixels.
   *
   * @throws MediaException if the file is missing, damaged, too large or not a picture
   */
  public static Picture read(Path file, MediaLimits limits) {
    return PictureFile.read(file, limits);
  }

  /** The pixels of an image, transparency over white, 16-bit samples by their upper byte. */
  public static Picture of(BufferedImage image) {
    return ImagePixels.of(image);
  }

  /**
   * Writes a picture as PNG.
   *
   * @throws MediaException if the file can't be written, or exists and is to be kept
   */
  public static void writePng(Picture picture, Path file, IfExists ifExists) {
    AtomicFile.write(
        file,
        ifExists,
        temporary -> {
          if (!ImageIO.write(picture.image(), "png", temporary.toFile())) {
            throw new IOException("this Java has no PNG writer");
          }
        });
  }
}
