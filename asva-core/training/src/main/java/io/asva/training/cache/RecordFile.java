package io.asva.training.cache;

import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A file of numbered records that only grows. Each record is little-endian: its key (8 bytes), the
 * number of its bytes (4), CRC-32C of key, number and bytes (4), and the bytes. A record that was
 * not written whole is cut off when the file is next written, and all records before it stay good:
 * a file that is damaged further in ends there. A record is checked again whenever it is read.
 *
 * <p>A disk that fails or is full is only told of: what can't be read is not there, and what can't
 * be written is not kept. A full disk must not look like a video that is bad.
 *
 * <p>Safe for use by many threads, and by others in this process or another that add records to the
 * same file at the same time. No file is held open.
 */
public final class RecordFile {
  private static final int HEADER = 16;
  private static final int LARGEST = 1 << 28;
  // A file's lock holds off other processes only: a second thread that asks gets an exception, and
  // one that closes the file, having read it, ends the lock (see FileLock). Many names may lead to
  // one file, so one lock serves all; a record is quickly written beside what it takes to compute.
  private static final ReadWriteLock LOCK = new ReentrantReadWriteLock();

  private final Path file;
  private final Consumer<String> warnings;
  private final Map<Long, Place> places = new HashMap<>();
  private long end;

  private record Place(long offset, int length, int sum) {}

  private RecordFile(Path file, Consumer<String> warnings) {
    this.file = file;
    this.warnings = warnings;
  }

  /**
   * Opens a file and checks its records; it need not exist yet.
   *
   * @param warnings is told when the file can't be read or written, on the thread that tried
   */
  public static RecordFile open(Path file, Consumer<String> warnings) {
    RecordFile records = new RecordFile(file, warnings);
    LOCK.readLock().lock();
    try {
      if (Files.exists(file)) {
        try (FileChannel channel = PlainFile.open(file)) {
          records.scan(channel);
        }
      }
    } catch (IOException e) {
      records.cannotRead(e);
    } finally {
      LOCK.readLock().unlock();
    }
    return records;
  }

  private void cannotRead(IOException e) {
    warnings.accept("Can't read the cache " + file + ": " + e + ". What it held is made anew.");
  }

  /** Notes the records after those that are known, up to the first that is not whole. */
  private void scan(FileChannel channel) throws IOException {
    long size = channel.size();
    while (size - end >= HEADER) {
      ByteBuffer header = read(channel, end, HEADER);
      long key = header.getLong();
      int length = header.getInt();
      int sum = header.getInt();
      if (length < 0 || length > LARGEST || length > size - end - HEADER) {
        return;
      }
      if (sum != sum(key, read(channel, end + HEADER, length))) {
        return;
      }
      places.put(key, new Place(end + HEADER, length, sum));
      end += HEADER + length;
    }
  }

  private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("it ends before " + (from + length) + " bytes");
      }
    }
    return bytes.flip();
  }

  private static int sum(long key, ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(key)
            .putInt(bytes.remaining())
            .flip());
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }

  /** The bytes of a record, a little-endian buffer, if there is one. */
  public synchronized Optional<ByteBuffer> find(long key) {
    Place place = places.get(key);
    if (place == null) {
      return Optional.empty();
    }
    LOCK.readLock().lock();
    try (FileChannel channel = PlainFile.open(file)) {
      ByteBuffer bytes = read(channel, place.offset(), place.length());
      if (sum(key, bytes) == place.sum()) {
        return Optional.of(bytes);
      }
      // Records after it are written again, too: whoever opens the file anew reads no further.
      end = place.offset() - HEADER;
      places.values().removeIf(each -> each.offset() > end);
      cannotRead(new IOException("its bytes have changed since they were written"));
      return Optional.empty();
    } catch (IOException e) {
      places.remove(key); // so that it may be written again
      cannotRead(e);
      return Optional.empty();
    } finally {
      LOCK.readLock().unlock();
    }
  }

  /** The numbers of a record that {@link #put(long, float[])} wrote. */
  public Optional<float[]> findFloats(long key) {
    return find(key)
        .map(
            bytes -> {
              float[] values = new float[bytes.remaining() / Float.BYTES];
              bytes.asFloatBuffer().get(values);
              return values;
            });
  }

  /** Adds a record of numbers, unless there is one of this key. */
  public void put(long key, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    put(key, bytes);
  }

  /**
   * Adds a record, unless there is one of this key.
   *
   * @param bytes from its position to its limit; not changed
   */
  public synchronized void put(long key, ByteBuffer bytes) {
    if (places.containsKey(key)) {
      return;
    }
    ByteBuffer content = bytes.duplicate();
    int length = content.remaining();
    ByteBuffer record = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(key).putInt(length).putInt(sum(key, content)).put(content).flip();
    LOCK.writeLock().lock();
    try {
      write(key, record);
    } catch (IOException e) {
      warnings.accept(
          "Can't write to the cache "
              + file
              + ": "
              + e
              + ". Training goes on without it. Make room, or leave cache_dir out of the"
              + " configuration.");
    } finally {
      LOCK.writeLock().unlock();
    }
  }

  private void write(long key, ByteBuffer record) throws IOException {
    try (FileChannel channel = PlainFile.openOrCreate(file);
        FileLock lock = channel.lock()) {
      if (channel.size() < end) { // someone made room; what is known is no longer there
        places.clear();
        end = 0;
      }
      scan(channel); // what others added
      if (places.containsKey(key)) {
        return;
      }
      long at = end;
      while (record.hasRemaining()) {
        at += channel.write(record, at);
      }
      channel.truncate(at);
      places.put(key, new Place(end + HEADER, record.limit() - HEADER, record.getInt(HEADER - 4)));
      end = at;
    }
  }
}
