package io.asva.media.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;
import java.util.Set;

/** The format of an image, found by the file's first bytes. */
enum ImageKind {
  JPEG,
  PNG,
  GIF,
  BMP,
  TIFF,
  WEBP,
  /** AVIF and HEIC: still images in the container of mp4. */
  HEIF,
  OTHER;

  /** The formats that are read, for messages. */
  static final String EXPECTED = "an image (JPEG, PNG, GIF, BMP, TIFF, WebP, AVIF or HEIC)";

  private static final int HEAD = 32;
  private static final Set<String> BRANDS =
      Set.of("avif", "avis", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

  /** The kind of a file. */
  static ImageKind of(Path file) {
    return of(FileCheck.head(file, HEAD));
  }

  private static ImageKind of(byte[] bytes) {
    String head = new String(bytes, ISO_8859_1);
    if (head.startsWith("\u00FF\u00D8")) {
      return JPEG;
    }
    if (head.startsWith("\u0089PNG\r\n\u001A\n")) {
      return PNG;
    }
    if (head.startsWith("GIF8")) {
      return GIF;
    }
    if (head.startsWith("BM")) {
      return BMP;
    }
    if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
      return TIFF;
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return WEBP;
    }
    boolean brand = head.startsWith("ftyp", 4) && head.length() >= 12;
    return brand && BRANDS.contains(head.substring(8, 12)) ? HEIF : OTHER;
  }
}
