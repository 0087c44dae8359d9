package io.asva.core.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds pickles by hand, and zip files of torch around them, for what torch itself won't write.
 */
final class TorchSample {
  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();

  TorchSample() {
    op(0x80).op(2);
  }

  TorchSample op(int... bytes) {
    for (int b : bytes) {
      pickle.write(b);
    }
    return this;
  }

  TorchSample text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return op('X').int4(bytes.length).raw(bytes);
  }

  TorchSample global(String module, String name) {
    return op('c').raw((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  TorchSample number(long value) {
    op(0x8A, 8);
    return raw(buffer(8).putLong(value).array());
  }

  TorchSample int4(int value) {
    return raw(buffer(4).putInt(value).array());
  }

  TorchSample raw(byte[] bytes) {
    pickle.writeBytes(bytes);
    return this;
  }

  /** A tensor over a storage of the zip file. */
  TorchSample tensor(
      String type, String key, long elements, long offset, long[] shape, long[] strides) {
    global("torch._utils", "_rebuild_tensor_v2").op('(', '(').text("storage");
    global("torch", type + "Storage").text(key).text("cpu").number(elements).op('t', 'Q');
    return number(offset).numbers(shape).numbers(strides).op(0x89, 'N', 't', 'R');
  }

  private TorchSample numbers(long[] values) {
    op('(');
    for (long value : values) {
      number(value);
    }
    return op('t');
  }

  byte[] bytes() {
    op('.');
    return pickle.toByteArray();
  }

  private record Entry(String name, long start, long size, long header) {}

  /**
   * Writes a zip file with zip64 sizes throughout; storages are the last bytes of sparse entries.
   */
  static final class Zip implements AutoCloseable {
    private final FileChannel channel;
    private final List<Entry> entries = new ArrayList<>();

    Zip(Path file) throws IOException {
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    static void write(Path file, TorchSample sample, byte[]... storages) {
      try (Zip zip = new Zip(file)) {
        byte[] pickle = sample.bytes();
        zip.entry("archive/data.pkl", pickle.length, pickle);
        for (int i = 0; i < storages.length; i++) {
          zip.entry("archive/data/" + i, storages[i].length, storages[i]);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** An entry of a size, whose last bytes are given and whose others are zero. */
    void entry(String name, long size, byte[] end) throws IOException {
      long header = channel.position();
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      put(
          buffer(50 + bytes.length)
              .putInt(0x04034B50)
              .putShort((short) 45)
              .position(18)
              .putInt(-1)
              .putInt(-1)
              .putShort((short) bytes.length)
              .putShort((short) 20)
              .put(bytes)
              .putShort((short) 1)
              .putShort((short) 16)
              .putLong(size)
              .putLong(size)
              .flip());
      long start = channel.position();
      channel.position(start + size - end.length);
      put(ByteBuffer.wrap(end));
      entries.add(new Entry(name, start, size, header));
    }

    @Override
    public void close() throws IOException {
      long start = channel.position();
      for (Entry entry : entries) {
        byte[] bytes = entry.name().getBytes(StandardCharsets.UTF_8);
        put(
            buffer(74 + bytes.length)
                .putInt(0x02014B50)
                .putInt(0x002D002D)
                .position(20)
                .putInt(-1)
                .putInt(-1)
                .putShort((short) bytes.length)
                .putShort((short) 28)
                .position(42)
                .putInt(-1)
                .put(bytes)
                .putShort((short) 1)
                .putShort((short) 24)
                .putLong(entry.size())
                .putLong(entry.size())
                .putLong(entry.header())
                .flip());
      }
      long end = channel.position();
      put(
          buffer(98)
              .putInt(0x06064B50)
              .putLong(44)
              .putInt(0x002D002D)
              .position(24)
              .putLong(entries.size())
              .putLong(entries.size())
              .putLong(end - start)
              .putLong(start)
              .putInt(0x07064B50)
              .putInt(0)
              .putLong(end)
              .putInt(1)
              .putInt(0x06054B50)
              .putInt(0)
              .putInt(-1)
              .putInt(-1)
              .putInt(-1)
              .putShort((short) 0)
              .flip());
      channel.close();
    }

    private void put(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
