package io.asva.media.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The one thing that is wanted of an image's EXIF data: how it is turned. Everything else is left
 * unread, so that data which an image shows nobody can't cost memory or time.
 */
final class Exif {
  /** More than any file's EXIF data before its first directory's end, in bytes. */
  static final int MOST = 1 << 16;

  static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;
  private static final int HEAD = 8;
  private static final short LITTLE = 0x4949;
  private static final short BIG = 0x4D4D;

  private Exif() {}

  /**
   * The orientation in EXIF data, which have the form of a TIFF file; upright where they don't say
   * or are damaged, for an image is worth more than its description.
   */
  static Orientation orientation(byte[] tiff) {
    try {
      return orientation((at, count) -> ByteBuffer.wrap(tiff, at, count).slice());
    } catch (IOException | IndexOutOfBoundsException e) {
      return Orientation.UPRIGHT;
    }
  }

  private static Orientation orientation(Bytes tiff) throws IOException {
    return Orientation.ofExif(number(tiff, ORIENTATION, 1));
  }

  /** Bytes of a file. */
  interface Bytes {
    ByteBuffer at(int position, int count) throws IOException;
  }

  /** The number that the first directory of a TIFF has under a tag, else another one. */
  static int number(Bytes tiff, int tag, int otherwise) throws IOException {
    ByteBuffer head = tiff.at(0, HEAD);
    short order = head.getShort(0);
    if (order != LITTLE && order != BIG) {
      return otherwise;
    }
    ByteOrder bytes = order == LITTLE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    int directory = head.order(bytes).getInt(4);
    int entries = tiff.at(directory, 2).order(bytes).getShort(0) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      ByteBuffer entry = tiff.at(directory + 2 + i * ENTRY, ENTRY).order(bytes);
      if ((entry.getShort(0) & 0xFFFF) == tag && entry.getShort(2) == SHORT) {
        return entry.getShort(8) & 0xFFFF;
      }
    }
    return otherwise;
  }
}
