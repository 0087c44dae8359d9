package io.asva.core.weights.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a zip file with the positions of their bytes, zip64 included (PKWARE's APPNOTE
 * 6.3). The JDK reads zip files too, but doesn't tell where an entry's bytes begin.
 */
final class ZipDirectory {
  /** One entry; {@code header} is the position of its local header. */
  record Entry(String name, int method, long compressed, long size, long header) {}

  private static final int END = 0x06054B50;
  private static final int END64 = 0x06064B50;
  private static final int LOCATOR64 = 0x07064B50;
  private static final int CENTRAL = 0x02014B50;
  private static final int LOCAL = 0x04034B50;
  private static final int MAX_DIRECTORY = 32 << 20;
  private static final long U4 = 0xFFFFFFFFL;

  private final OpenedFile file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private ZipDirectory(OpenedFile file) {
    this.file = file;
  }

  static ZipDirectory read(OpenedFile file) {
    ZipDirectory directory = new ZipDirectory(file);
    directory.readEnd();
    return directory;
  }

  Map<String, Entry> entries() {
    return entries;
  }

  /** The position of an entry's first byte, checked to lie in the file whole and uncompressed. */
  long data(Entry entry) {
    if (entry.method() != 0 || entry.compressed() != entry.size()) {
      throw file.damaged(
          entry.name() + " in it is compressed, which torch never does. Save it anew with torch.");
    }
    ByteBuffer header = file.read(entry.header(), 30);
    if (header.getInt(0) != LOCAL) {
      throw file.damaged("no header of " + entry.name() + " at byte " + entry.header() + ".");
    }
    long data =
        entry.header()
            + 30
            + Short.toUnsignedInt(header.getShort(26))
            + Short.toUnsignedInt(header.getShort(28));
    if (entry.size() < 0 || entry.size() > file.size() - data) {
      throw file.truncated(data + entry.size());
    }
    return data;
  }

  private void readEnd() {
    int tail = (int) Math.min(file.size(), 22 + 0xFFFF);
    long tailStart = file.size() - tail;
    ByteBuffer bytes = file.read(tailStart, tail);
    int end = tail - 22;
    while (end >= 0 && !(bytes.getInt(end) == END && end + 22 + u2(bytes, end + 20) == tail)) {
      end--;
    }
    if (end < 0) {
      throw file.damaged(
          "it begins as a zip file of torch, but the directory at its end is missing from its "
              + file.size()
              + " bytes; it is truncated. Download or copy it again.");
    }
    long count = u2(bytes, end + 10);
    long size = u4(bytes, end + 12);
    long offset = u4(bytes, end + 16);
    ByteBuffer end64 = end64(tailStart + end);
    if (end64 != null) {
      count = end64.getLong(32);
      size = end64.getLong(40);
      offset = end64.getLong(48);
    }
    if (size < 0 || size > MAX_DIRECTORY || count < 0 || count > size / 46) {
      throw file.damaged("its zip directory claims " + count + " entries in " + size + " bytes.");
    }
    readEntries(file.read(offset, (int) size), count);
  }

  private @Nullable ByteBuffer end64(long end) {
    if (end < 20) {
      return null;
    }
    ByteBuffer locator = file.read(end - 20, 20);
    if (locator.getInt(0) != LOCATOR64) {
      return null;
    }
    ByteBuffer end64 = file.read(locator.getLong(8), 56);
    if (end64.getInt(0) != END64) {
      throw file.damaged("its zip64 end record is not where it should be.");
    }
    return end64;
  }

  private void readEntries(ByteBuffer bytes, long count) {
    for (long i = 0; i < count; i++) {
      if (bytes.remaining() < 46 || bytes.getInt(bytes.position()) != CENTRAL) {
        throw file.damaged("its zip directory breaks off at entry " + i + " of " + count + ".");
      }
      int at = bytes.position();
      int nameLength = u2(bytes, at + 28);
      int extraLength = u2(bytes, at + 30);
      int length = 46 + nameLength + extraLength + u2(bytes, at + 32);
      if (length > bytes.remaining()) {
        throw file.damaged("its zip directory breaks off at entry " + i + " of " + count + ".");
      }
      String name =
          new String(
              bytes.array(), bytes.arrayOffset() + at + 46, nameLength, StandardCharsets.UTF_8);
      ByteBuffer extra = bytes.slice(at + 46 + nameLength, extraLength);
      long[] sizes = {u4(bytes, at + 24), u4(bytes, at + 20), u4(bytes, at + 42)};
      widen(name, extra.order(ByteOrder.LITTLE_ENDIAN), sizes);
      entries.put(name, new Entry(name, u2(bytes, at + 10), sizes[1], sizes[0], sizes[2]));
      bytes.position(at + length);
    }
  }

  /** Numbers of 2^32-1 stand in the zip64 field instead: size, compressed size, header, in turn. */
  private void widen(String name, ByteBuffer extra, long[] sizes) {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
      int next = extra.position() + length;
      if (id == 1) {
        for (int i = 0; i < sizes.length; i++) {
          if (sizes[i] == U4) {
            if (next - extra.position() < 8) {
              throw file.damaged("the zip64 sizes of " + name + " are incomplete.");
            }
            sizes[i] = extra.getLong();
          }
        }
      }
      extra.position(next);
    }
  }

  private static int u2(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  private static long u4(ByteBuffer bytes, int at) {
    return bytes.getInt(at) & U4;
  }
}
