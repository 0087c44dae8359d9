package io.asva.core.media.internal;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import io.asva.core.media.MediaException;
import io.asva.core.media.MediaLimits;
import io.asva.core.media.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads picture files: with ImageIO where it knows the format, with FFmpeg else. */
public final class PictureFile {
  private static final String EXPECTED = "a picture (JPEG, PNG, GIF, BMP, TIFF or WebP)";

  private static final Pattern CUT_SHORT =
      Pattern.compile("premature|truncated", Pattern.CASE_INSENSITIVE);

  private PictureFile() {}

  /** Reads a picture, upright. */
  public static Picture read(Path file, MediaLimits limits) {
    FileCheck.regular(file, EXPECTED);
    Picture stored;
    try {
      stored = decode(file, limits);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw unreadable(file, e);
    } catch (OutOfMemoryError e) {
      throw new MediaException(
          "Not enough memory for the pixels of " + file + "; give Java more (-Xmx).", e);
    }
    return orientation(file).apply(stored);
  }

  private static Picture decode(Path file, MediaLimits limits) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      if (in == null) {
        throw new IOException("it can't be opened");
      }
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return WebpPicture.read(file, EXPECTED, limits);
      }
      ImageReader reader = readers.next();
      try {
        return decode(file, in, reader, limits);
      } finally {
        reader.dispose();
      }
    }
  }

  private static Picture decode(
      Path file, ImageInputStream in, ImageReader reader, MediaLimits limits) throws IOException {
    boolean jpeg = reader.getFormatName().toLowerCase(Locale.ROOT).startsWith("jp");
    JpegHeader header = jpeg ? JpegHeader.read(in) : null;
    in.seek(0);
    reader.setInput(in, false, true);
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    PictureSize.check(file, reader.getWidth(0), reader.getHeight(0), limits);
    Picture picture =
        header != null
            ? JpegPixels.of(reader.readRaster(0, null), header)
            : ImagePixels.of(reader.read(0));
    for (String warning : warnings) {
      if (CUT_SHORT.matcher(warning).find()) {
        throw new IOException(warning);
      }
    }
    return picture;
  }

  private static MediaException unreadable(Path file, Exception cause) {
    return new MediaException(
        "Can't read "
            + file
            + ": expected "
            + EXPECTED
            + ", found "
            + FileCheck.describe(file)
            + ". It is damaged or cut short: "
            + (cause.getMessage() == null ? "it ends too early" : cause.getMessage())
            + ".",
        cause);
  }

  // A picture whose EXIF data are damaged is shown as it is stored.
  private static Orientation orientation(Path file) {
    try {
      ExifIFD0Directory exif =
          ImageMetadataReader.readMetadata(file.toFile())
              .getFirstDirectoryOfType(ExifIFD0Directory.class);
      return exif != null && exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
          ? Orientation.ofExif(exif.getInt(ExifIFD0Directory.TAG_ORIENTATION))
          : Orientation.UPRIGHT;
    } catch (ImageProcessingException | IOException | MetadataException | RuntimeException e) {
      return Orientation.UPRIGHT;
    }
  }
}
