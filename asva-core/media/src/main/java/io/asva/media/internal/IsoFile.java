package io.asva.media.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.asva.core.files.PlainFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that consists of boxes, as MP4, MOV, AVIF and HEIC do (ISO/IEC 14496-12): each has a
 * length, a type of four letters, and a content, which may be boxes again.
 */
final class IsoFile implements AutoCloseable {
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;
  private static final int BUFFER = 4096;
  private static final long MOST = 4L << 20; // of a table of items: 10,000 of them take 200 kB

  /**
   * A box.
   *
   * @param type its four letters
   * @param from where its content begins
   * @param to where it ends, at the latest where what it lies in does
   */
  record Box(String type, long from, long to) {
    long length() {
      return to - from;
    }
  }

  private final FileChannel channel;
  private final long length;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
  private long begin; // of the buffer's bytes

  private IsoFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.length = channel.size();
  }

  static IsoFile open(Path file) throws IOException {
    FileChannel channel = PlainFile.open(file);
    try {
      return new IsoFile(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  long length() {
    return length;
  }

  /** The box that begins at a place, within what ends at another; null where none does. */
  @Nullable Box boxAt(long at, long end) throws IOException {
    if (at > Math.min(end, length) - HEADER) {
      return null;
    }
    long size = number(at);
    String type = type(at + 4);
    long from = at + HEADER;
    if (size == 1 && at + LONG_HEADER <= Math.min(end, length)) {
      size = view(at + HEADER, Long.BYTES).getLong();
      from = at + LONG_HEADER;
    } else if (size == 0) {
      size = end - at; // to the end of what it lies in
    }
    if (size < from - at) {
      return null;
    }
    return new Box(type, from, size > end - at ? end : at + size);
  }

  /** The first box of a type among those from one place to another; null where there is none. */
  @Nullable Box child(long from, long to, String type) throws IOException {
    for (Box box = boxAt(from, to); box != null; box = boxAt(box.to(), to)) {
      if (box.type().equals(type)) {
        return box;
      }
    }
    return null;
  }

  /** The number of 32 bits at a place. */
  long number(long at) throws IOException {
    return view(at, Integer.BYTES).getInt() & 0xFFFFFFFFL;
  }

  /** The four letters at a place. */
  String type(long at) throws IOException {
    byte[] letters = new byte[4];
    view(at, letters.length).get(letters);
    return new String(letters, ISO_8859_1);
  }

  /** The content of a box, if it is no larger than those that are read whole. */
  ByteBuffer content(Box box) throws IOException {
    if (box.length() > MOST) {
      throw new IOException(
          "its box "
              + box.type()
              + " has "
              + box.length()
              + " bytes; at most "
              + MOST
              + " are read");
    }
    return ByteBuffer.wrap(bytes(box.from(), box.to()));
  }

  /** The bytes from one place to before another, which the file must have. */
  byte[] bytes(long from, long to) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException("it ends too early");
      }
    }
    return bytes.array();
  }

  /** Some few bytes, which the file must have. */
  private ByteBuffer view(long at, int count) throws IOException {
    if (at < begin || at + count > begin + buffer.limit()) {
      begin = at;
      buffer.clear();
      while (buffer.position() < count) {
        if (channel.read(buffer, at + buffer.position()) < 0) {
          buffer.limit(0);
          throw new EOFException("it ends too early");
        }
      }
      buffer.flip();
    }
    return buffer.duplicate().position((int) (at - begin));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
