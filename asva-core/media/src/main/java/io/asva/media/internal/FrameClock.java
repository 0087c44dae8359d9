package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The times of decoded frames in their stream's unit. A frame without a time of its own follows the
 * one before it.
 *
 * <p>For one thread at a time.
 */
final class FrameClock {
  private static final double USUAL_FPS = 25;

  private long pts;
  private long next;

  /** Keeps the time of a frame of a stream. */
  void keep(AVFrame frame, AVStream stream, AVFormatContext file) {
    if (frame.pts() != AV_NOPTS_VALUE) {
      pts = frame.pts();
    } else if (frame.best_effort_timestamp() != AV_NOPTS_VALUE) {
      pts = frame.best_effort_timestamp();
    } else {
      pts = next;
    }
    double base = avutil.av_q2d(stream.time_base());
    double seconds =
        frame.nb_samples() > 0
            ? frame.nb_samples() / (double) Math.max(1, frame.sample_rate())
            : 1 / frameRate(av_guess_frame_rate(file, stream, frame));
    next = pts + (frame.duration() > 0 ? frame.duration() : Math.round(seconds / base));
  }

  private static double frameRate(AVRational rate) {
    return rate.num() > 0 && rate.den() > 0 ? avutil.av_q2d(rate) : USUAL_FPS;
  }

  /** The time of the frame that was kept last. */
  long pts() {
    return pts;
  }

  /** When that frame ends. */
  long end() {
    return next;
  }
}
