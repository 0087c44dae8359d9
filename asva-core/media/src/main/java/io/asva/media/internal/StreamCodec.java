package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;

import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;

/** Opens FFmpeg's decoder for a stream, with bounds on its threads and the size of frames. */
final class StreamCodec {
  private static final int THREADS = 4;

  /** Pixels of the frames that threads decode side by side, each of which holds one. */
  private static final long SIDE_BY_SIDE = MediaLimits.DEFAULT.pixels();

  private StreamCodec() {}

  /** A decoder, which its caller frees. */
  static AVCodecContext open(InputFile file, AVStream stream) {
    int id = stream.codecpar().codec_id();
    AVCodec found = avcodec_find_decoder(id);
    if (found == null || found.isNull()) {
      throw new MediaException(
          file.path()
              + ": its codec "
              + avcodec.avcodec_get_name(id).getString()
              + " is unknown to this build of FFmpeg; convert the file to H.264 and AAC.");
    }
    AVCodecContext opened = Ffmpeg.allocated(avcodec_alloc_context3(found), "a decoder");
    try {
      Ffmpeg.check(avcodec_parameters_to_context(opened, stream.codecpar()), "Decoder setup");
      opened.pkt_timebase(stream.time_base());
      opened.thread_count(threads(stream));
      opened.max_pixels(file.limits().pixels());
      Ffmpeg.check(
          avcodec_open2(opened, found, (AVDictionary) null), "Can't decode " + file.path());
      return opened;
    } catch (RuntimeException e) {
      avcodec_free_context(opened);
      throw e;
    }
  }

  private static int threads(AVStream stream) {
    int usual = Math.min(THREADS, Runtime.getRuntime().availableProcessors());
    long pixels = (long) stream.codecpar().width() * stream.codecpar().height();
    return (int) Math.max(1, Math.min(usual, SIDE_BY_SIDE / Math.max(1, pixels)));
  }
}
