package io.asva.media.internal;

import io.asva.media.MediaException;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avutil;

/** Notices that a file ends before what its header promises. */
final class Truncation {
  /** Formats whose header gives the length of each stream. */
  private static final Set<String> EXACT =
      Set.of("mov,mp4,m4a,3gp,3g2,mj2", "avi", "wav", "w64", "flac", "aiff", "au", "caf");

  private static final double SECONDS = 0.25;
  private static final double SHARE = 0.05;

  private Truncation() {}

  /**
   * Throws if a stream that was decoded to its end is not whole.
   *
   * @param decoded frames that came out
   * @param end time after the last one, in the stream's time base
   * @param cutShort whether the demuxer met the file's end within a frame
   */
  static void check(InputFile file, int index, long decoded, long end, boolean cutShort) {
    if (decoded == 0) {
      throw new MediaException(
          file.path()
              + ": nothing of stream "
              + index
              + " can be decoded; the file is damaged or cut short. FFmpeg says: "
              + Ffmpeg.text(avutil.AVERROR_INVALIDDATA)
              + ".");
    }
    AVStream stream = file.stream(index);
    double base = avutil.av_q2d(stream.time_base());
    double found = end * base;
    if (cutShort) {
      throw new MediaException(
          String.format(
              Locale.ROOT,
              "%s is cut short: it ends after %.2f s of stream %d, within a frame.",
              file.path(),
              found,
              index));
    }
    if (!EXACT.contains(file.format()) || stream.duration() == avutil.AV_NOPTS_VALUE) {
      return;
    }
    long start = stream.start_time() == avutil.AV_NOPTS_VALUE ? 0 : stream.start_time();
    double promised = (start + stream.duration()) * base;
    if (found < promised - Math.max(SECONDS, SHARE * promised)) {
      throw new MediaException(
          String.format(
              Locale.ROOT,
              "%s is cut short: its header promises %.2f s of stream %d, %.2f s are there.",
              file.path(),
              promised,
              index,
              found));
    }
  }
}
