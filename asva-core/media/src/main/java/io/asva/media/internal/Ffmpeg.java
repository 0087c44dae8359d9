package io.asva.media.internal;

import io.asva.core.runtime.NativeLibraries;
import io.asva.media.MediaException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Loading FFmpeg's libraries and turning their error codes into messages. */
final class Ffmpeg {
  private static final int TEXT = 256;
  private static final String NOT_ALLOWED = "Format not on whitelist";

  private static volatile boolean loaded;

  private Ffmpeg() {}

  /**
   * Loads the libraries, once, and forgets what this thread logged before.
   *
   * @throws MediaException if they aren't there
   */
  static void prepare() {
    if (!loaded) {
      try {
        NativeLibraries.load(
            List.of(avutil.class, avcodec.class, avformat.class, swscale.class), "ffmpeg");
        FfmpegLog.install();
      } catch (LinkageError e) {
        throw new MediaException(
            "FFmpeg's native libraries can't be loaded ("
                + e
                + "). Each platform has a jar of its own, org.bytedeco:ffmpeg with the classifier "
                + Loader.getPlatform()
                + " for this one, which has to be on the class path.",
            e);
      }
      loaded = true;
    }
    FfmpegLog.clear();
  }

  /** The address of a local file as FFmpeg wants it, so that no name is taken for a protocol. */
  static String url(Path file) {
    return "file:" + file.toAbsolutePath();
  }

  /** FFmpeg's words for an error code, with what it logged before. */
  static String text(int code) {
    byte[] buffer = new byte[TEXT];
    avutil.av_strerror(code, buffer, TEXT);
    int end = 0;
    while (end < TEXT && buffer[end] != 0) {
      end++;
    }
    String text = new String(buffer, 0, end, StandardCharsets.UTF_8);
    String log = FfmpegLog.recent();
    if (log.contains(NOT_ALLOWED)) {
      return "its format is not one that is read";
    }
    return log.isEmpty() ? text : text + " (" + log + ")";
  }

  /** Returns a result that is not an error, and throws for one that is. */
  static int check(int result, String what) {
    if (result < 0) {
      throw new MediaException(what + ": " + text(result) + ".");
    }
    return result;
  }

  /** Returns what FFmpeg allocated, and throws where it could not. */
  static <T extends Pointer> T allocated(@Nullable T pointer, String what) {
    if (pointer == null || pointer.isNull()) {
      throw new MediaException("FFmpeg could not allocate " + what + ".");
    }
    return pointer;
  }
}
