package io.asva.core.prepared;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Files that end with a seal: the number of bytes before it and their CRC-32. What was cut short or
 * damaged is not taken for whole. (Nobody but this user can write to the folder, so it needn't keep
 * out a forger.)
 */
final class SealedFile {
  private static final long MARK = 0x31_50_45_52_41_56_53_41L; // "ASVAREP1"
  private static final int SEAL = 3 * Long.BYTES;

  /** The largest content, in bytes: a buffer's own limit. */
  static final long LARGEST = Integer.MAX_VALUE - SEAL;

  private SealedFile() {}

  /** Writes a new file. */
  static void write(Path file, ByteBuffer content) throws IOException {
    ByteBuffer seal =
        buffer(SEAL).putLong(MARK).putLong(content.remaining()).putLong(crc(content)).flip();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (ByteBuffer part : new ByteBuffer[] {content.duplicate(), seal}) {
        while (part.hasRemaining()) {
          channel.write(part);
        }
      }
    }
  }

  /**
   * Maps a file's content into memory and reads all of it, so that later use waits for no disk.
   *
   * @return little-endian and read-only; empty if the file isn't whole
   */
  static Optional<ByteBuffer> map(Path file) throws IOException {
    MappedByteBuffer all;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long size = channel.size();
      if (size < SEAL || size > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      all = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
    }
    int length = all.capacity() - SEAL;
    ByteBuffer seal = all.slice(length, SEAL).order(ByteOrder.LITTLE_ENDIAN);
    if (seal.getLong() != MARK || seal.getLong() != length) {
      return Optional.empty();
    }
    all.load();
    ByteBuffer content = all.slice(0, length).order(ByteOrder.LITTLE_ENDIAN);
    return crc(content) == seal.getLong() ? Optional.of(content) : Optional.empty();
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long crc(ByteBuffer content) {
    CRC32 crc = new CRC32();
    crc.update(content.duplicate());
    return crc.getValue();
  }
}
