package io.asva.media.internal;

import io.asva.core.AsvaException;
import io.asva.core.Cancellation;
import io.asva.media.Image;
import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import java.io.IOException;
import java.nio.file.Path;

/** Reads image files: with ImageIO where it knows the format, with FFmpeg else. */
public final class ImageFile {
  private ImageFile() {}

  /** Reads an image, upright. */
  public static Image read(Path file, MediaLimits limits, Cancellation cancellation) {
    FileCheck.regular(file, ImageKind.EXPECTED);
    ImageInput input = new ImageInput(file, limits, cancellation);
    input.checkpoint();
    try {
      return decode(input);
    } catch (AsvaException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      input.checkpoint(); // an interrupt closes the file under its reader
      // Decoders throw whatever a damaged file makes them stumble over; here all of it ends.
      String message = e.getMessage();
      throw input.damaged(
          "It is damaged or cut short: "
              + (e instanceof IOException && message != null ? message : "it ends too early")
              + ".",
          e);
    } catch (OutOfMemoryError e) {
      throw new MediaException(
          "Not enough memory for the pixels of " + file + "; give Java more (-Xmx).", e);
    }
  }

  private static Image decode(ImageInput input) throws IOException {
    ImageKind kind = ImageKind.of(input.file());
    return switch (kind) {
      case WEBP -> WebpImage.read(input);
      case HEIF -> HeifImage.read(input);
      case OTHER -> FfmpegImage.read(input, InputFile.IMAGES);
      case JPEG, PNG, GIF, BMP, TIFF -> ImageIoDecoder.read(input, kind);
    };
  }
}
