package io.asva.media.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Keeps the last errors that FFmpeg logged on each thread, and prints nothing. */
final class FfmpegLog extends LogCallback {
  private static final int KEPT = 3;
  private static final Pattern ADDRESS = Pattern.compile(" @ 0x[0-9a-f]+]");
  private static final ThreadLocal<Deque<String>> RECENT = ThreadLocal.withInitial(ArrayDeque::new);

  private static final ThreadLocal<long[]> ENDINGS = ThreadLocal.withInitial(() -> new long[1]);

  // FFmpeg calls it until the process ends; collected, it would end the process itself.
  private static final FfmpegLog INSTANCE = new FfmpegLog();

  private FfmpegLog() {}

  /** Takes FFmpeg's log over from standard error, for the whole process. */
  static void install() {
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    avutil.setLogCallback(INSTANCE);
  }

  @Override
  public void call(int level, BytePointer message) {
    if (level > avutil.AV_LOG_ERROR || message == null || message.isNull()) {
      return;
    }
    String line = new String(message.getStringBytes(), StandardCharsets.UTF_8).strip();
    keep(ADDRESS.matcher(line).replaceAll("]"));
  }

  private static void keep(String line) {
    if (line.isEmpty()) {
      return;
    }
    if (line.contains("partial file") || line.contains("File ended prematurely")) {
      ENDINGS.get()[0]++;
    }
    Deque<String> recent = RECENT.get();
    if (line.equals(recent.peekLast())) {
      return;
    }
    if (recent.size() == KEPT) {
      recent.removeFirst();
    }
    recent.addLast(line);
  }

  /** Forgets what this thread logged. */
  static void clear() {
    RECENT.get().clear();
  }

  /** The last messages of this thread, in one line; empty where it logged nothing. */
  static String recent() {
    return String.join("; ", RECENT.get());
  }

  /** How often a demuxer said on this thread that a file ends too early. */
  static long endings() {
    return ENDINGS.get()[0];
  }
}
