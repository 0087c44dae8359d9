package io.asva.media.internal;

import io.asva.core.files.PlainFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Some parts of an image file, read one after the other as if nothing were between them. A decoder
 * never gets bytes of two parts at once, and each time it asks for more the reading may be stopped.
 */
final class PartStream extends ImageInputStreamImpl {
  private static final int BUFFER = 1 << 16;

  private final ImageInput input;
  private final FileChannel channel;
  private List<ImagePart> parts;
  private byte[] tail = {};
  private final byte[] buffer = new byte[BUFFER];
  private long begin; // of the buffer's bytes, among all parts' bytes
  private int filled;

  private PartStream(ImageInput input, FileChannel channel) throws IOException {
    this.input = input;
    this.channel = channel;
    this.parts = List.of(new ImagePart(0, channel.size()));
  }

  /** The whole file. */
  static PartStream open(ImageInput input) throws IOException {
    FileChannel channel = PlainFile.open(input.file());
    try {
      return new PartStream(input, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Leaves out all but these parts from here on, and goes back to the first of them.
   *
   * @param end bytes that follow the last part, whether the file has them or not
   */
  void keep(List<ImagePart> kept, byte... end) throws IOException {
    parts = List.copyOf(kept);
    tail = end.clone();
    filled = 0;
    seek(0);
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    bitOffset = 0;
    if (!fill()) {
      return -1;
    }
    int value = buffer[(int) (streamPos - begin)] & 0xFF;
    streamPos++;
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    checkClosed();
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int at = (int) (streamPos - begin);
    int count = Math.min(length, filled - at);
    System.arraycopy(buffer, at, bytes, offset, count);
    streamPos += count;
    return count;
  }

  /** Sees to it that the byte at the current position is in the buffer; false at the end. */
  private boolean fill() throws IOException {
    if (streamPos >= begin && streamPos < begin + filled) {
      return true;
    }
    input.checkpoint();
    long start = 0;
    for (ImagePart part : parts) {
      long inside = streamPos - start;
      if (inside < part.length()) {
        int wanted = (int) Math.min(BUFFER, part.length() - inside);
        begin = streamPos;
        filled =
            Math.max(0, channel.read(ByteBuffer.wrap(buffer, 0, wanted), part.from() + inside));
        return filled > 0;
      }
      start += part.length();
    }
    int inside = (int) Math.min(streamPos - start, tail.length);
    begin = streamPos;
    filled = tail.length - inside;
    ByteBuffer.wrap(buffer).put(tail, inside, filled);
    return filled > 0;
  }

  /** Reads bytes that must be there. */
  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    readFully(bytes);
    return bytes;
  }

  /** Reads a byte that must be there. */
  int next() throws IOException {
    int value = read();
    if (value < 0) {
      throw new EOFException("it ends too early");
    }
    return value;
  }

  @Override
  public long length() {
    return parts.stream().mapToLong(ImagePart::length).sum() + tail.length;
  }

  @Override
  public void close() throws IOException {
    super.close();
    channel.close();
  }
}
