package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.asva.core.files.PlainFile;
import io.asva.media.MediaException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** A file as FFmpeg reads it, some of whose boxes are named free space, which it skips. */
final class HidingInput implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final byte[] FREE = "free".getBytes(StandardCharsets.US_ASCII);

  // JavaCPP gives out few native callbacks, so all files share these and are known by a number.
  private static final Read READ = new Read();
  private static final Seek SEEK = new Seek();
  private static final Map<Long, HidingInput> OPENED = new ConcurrentHashMap<>();
  private static final AtomicLong COUNT = new AtomicLong();

  private final RandomAccessFile file; // whose reading an interrupt doesn't end, like FFmpeg's own
  private final List<Long> hidden; // where the letters stand that are read as free
  private final long number = COUNT.incrementAndGet();
  private final AVIOContext context;

  private HidingInput(RandomAccessFile file, List<Long> hidden) {
    this.file = file;
    this.hidden = hidden;
    BytePointer buffer = Ffmpeg.allocated(new BytePointer(av_malloc(BUFFER)), "a buffer");
    context =
        Ffmpeg.allocated(
            avio_alloc_context(buffer, BUFFER, 0, new Key(number), READ, null, SEEK), "an input");
  }

  /** Opens a file that has boxes to hide; null for one that FFmpeg may read as it is. */
  static @Nullable HidingInput openIfNeeded(Path path) {
    List<Long> hidden = BoxCheck.hidden(path);
    if (hidden.isEmpty()) {
      return null;
    }
    try {
      PlainFile.require(path);
      HidingInput input = new HidingInput(new RandomAccessFile(path.toFile(), "r"), hidden);
      OPENED.put(input.number, input);
      return input;
    } catch (IOException e) {
      throw new MediaException("Can't read " + path + ": " + e.getMessage(), e);
    }
  }

  AVIOContext context() {
    return context;
  }

  private int read(byte[] bytes) throws IOException {
    long position = file.getFilePointer();
    int count = file.read(bytes);
    for (long at : hidden) {
      for (int i = 0; i < FREE.length; i++) {
        long inside = at + i - position;
        if (inside >= 0 && inside < count) {
          bytes[(int) inside] = FREE[i];
        }
      }
    }
    return count;
  }

  private long seek(long offset, int whence) throws IOException {
    if (whence == avformat.AVSEEK_SIZE) {
      return file.length();
    }
    long base =
        switch (whence & ~avformat.AVSEEK_FORCE) {
          case 0 -> 0;
          case 1 -> file.getFilePointer();
          default -> file.length();
        };
    file.seek(base + offset);
    return base + offset;
  }

  @Override
  public void close() {
    OPENED.remove(number);
    av_free(context.buffer()); // which FFmpeg may have replaced
    avio_context_free(context);
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was written, and nothing is lost.
    }
  }

  /** A number in the place of an address. */
  private static final class Key extends Pointer {
    Key(long number) {
      address = number;
    }
  }

  private static @Nullable HidingInput of(@Nullable Pointer number) {
    return number == null ? null : OPENED.get(number.address());
  }

  private static final class Read extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer number, BytePointer target, int size) {
      HidingInput input = of(number);
      byte[] bytes = new byte[size];
      try {
        int count = input == null ? -1 : input.read(bytes);
        if (count <= 0) {
          return avutil.AVERROR_EOF;
        }
        target.capacity(size).put(bytes, 0, count);
        return count;
      } catch (IOException e) {
        return avutil.AVERROR_EXTERNAL;
      }
    }
  }

  private static final class Seek extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer number, long offset, int whence) {
      HidingInput input = of(number);
      try {
        return input == null ? avutil.AVERROR_EXTERNAL : input.seek(offset, whence);
      } catch (IOException e) {
        return avutil.AVERROR_EXTERNAL;
      }
    }
  }
}
