package io.asva.media.internal;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The entries of a TIFF's first directory that its decoder doesn't heed.
 *
 * @param orientation how the image is turned to stand upright
 * @param inverted whether the decoder gives the complement of the samples
 */
record TiffHeader(Orientation orientation, boolean inverted) {
  private static final int COMPRESSION = 0x0103;
  private static final int PHOTOMETRIC = 0x0106;
  private static final int JPEG = 7;
  private static final int CMYK = 5;

  /** Looks at a file. */
  static TiffHeader read(PartStream in) throws IOException {
    Exif.Bytes tiff =
        (at, count) -> {
          in.seek(at);
          return ByteBuffer.wrap(in.bytes(count));
        };
    try {
      // Java's decoder takes every JPEG in CMYK for one of Adobe's inverted ones.
      return new TiffHeader(
          Orientation.ofExif(Exif.number(tiff, Exif.ORIENTATION, 1)),
          Exif.number(tiff, COMPRESSION, 1) == JPEG && Exif.number(tiff, PHOTOMETRIC, 1) == CMYK);
    } catch (EOFException | IndexOutOfBoundsException e) {
      return new TiffHeader(Orientation.UPRIGHT, false); // the decoder says what is wrong
    }
  }

  /** A decoded image with the samples that the file has, changed in place. */
  BufferedImage image(BufferedImage decoded) {
    if (inverted && decoded.getRaster().getDataBuffer() instanceof DataBufferByte data) {
      for (byte[] bank : data.getBankData()) {
        for (int i = 0; i < bank.length; i++) {
          bank[i] = (byte) ~bank[i];
        }
      }
    }
    return decoded;
  }
}
