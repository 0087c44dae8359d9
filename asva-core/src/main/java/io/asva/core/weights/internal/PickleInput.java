package io.asva.core.weights.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/** Reads a range of a file that holds pickles, little-endian, buffered and bounded. */
final class PickleInput {
  /** Pickles hold structure, not elements: those of real checkpoints are below 1 MB. */
  static final int MAX_BYTES = 32 << 20;

  private static final int BUFFER = 1 << 16;

  private final OpenedFile file;
  private final long end;
  private final boolean cut;
  private long next;
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  PickleInput(OpenedFile file, long from, long to) {
    this.file = file;
    this.next = from;
    this.cut = to - from > MAX_BYTES;
    this.end = cut ? from + MAX_BYTES : to;
  }

  /** Position in the file of the next byte. */
  long position() {
    return next - buffer.remaining();
  }

  int u1() {
    if (!buffer.hasRemaining()) {
      require(1);
      buffer = file.read(next, (int) Math.min(BUFFER, end - next));
      next += buffer.remaining();
    }
    return buffer.get() & 0xFF;
  }

  int u2() {
    return u1() | u1() << 8;
  }

  int i4() {
    return u2() | u2() << 16;
  }

  long u4() {
    return i4() & 0xFFFFFFFFL;
  }

  long i8() {
    return u4() | u4() << 32;
  }

  byte[] bytes(long length) {
    require(length);
    byte[] bytes = new byte[(int) length];
    int have = Math.min(bytes.length, buffer.remaining());
    buffer.get(bytes, 0, have);
    if (have < bytes.length) {
      file.read(next, bytes.length - have).get(bytes, have, bytes.length - have);
      next += bytes.length - have;
    }
    return bytes;
  }

  String text(long length, Charset charset) {
    return new String(bytes(length), charset);
  }

  /** Bytes up to a line feed, which is taken and left out. */
  String line(Charset charset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int b = u1(); b != '\n'; b = u1()) {
      bytes.write(b);
    }
    return bytes.toString(charset);
  }

  private void require(long length) {
    if (length < 0 || length > end - position()) {
      throw cut
          ? file.damaged("its pickle asks for more than " + MAX_BYTES + " bytes.")
          : file.damaged(
              "its pickle is truncated: "
                  + Long.toUnsignedString(length)
                  + " bytes were expected at byte "
                  + position()
                  + ", "
                  + (end - position())
                  + " are there. Download or copy it again.");
    }
  }
}
