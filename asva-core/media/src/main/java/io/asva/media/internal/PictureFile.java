package io.asva.media.internal;

import io.asva.core.AsvaException;
import io.asva.core.Cancellation;
import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import io.asva.media.Picture;
import java.io.IOException;
import java.nio.file.Path;

/** Reads picture files: with ImageIO where it knows the format, with FFmpeg else. */
public final class PictureFile {
  private PictureFile() {}

  /** Reads a picture, upright. */
  public static Picture read(Path file, MediaLimits limits, Cancellation cancellation) {
    FileCheck.regular(file, PictureKind.EXPECTED);
    PictureInput input = new PictureInput(file, limits, cancellation);
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

  private static Picture decode(PictureInput input) throws IOException {
    PictureKind kind = PictureKind.of(input.file());
    return switch (kind) {
      case WEBP -> WebpPicture.read(input);
      case HEIF -> HeifPicture.read(input);
      case OTHER -> FfmpegPicture.read(input, InputFile.PICTURES);
      case JPEG, PNG, GIF, BMP, TIFF -> ImageIoPicture.read(input, kind);
    };
  }
}
