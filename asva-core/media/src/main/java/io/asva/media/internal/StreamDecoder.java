package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.asva.media.MediaException;
import io.asva.media.Timestamp;
import java.lang.ref.Reference;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes one stream of a file, frame after frame, on a time axis. It owns the file. */
final class StreamDecoder implements AutoCloseable {
  /** How much further back than the last try the next one begins to read. */
  private static final double BACK = 4;

  private final int index;
  private final Timeline timeline;
  private InputFile file;
  private AVStream stream;
  private @Nullable AVCodecContext codec;
  private @Nullable AVPacket packet;
  private @Nullable AVFrame frame;
  private final FrameClock clock = new FrameClock();
  private boolean drained;
  private boolean cutShort;
  private long decoded;
  private int refused;
  private boolean sought;
  private boolean awaitsKey;
  private long keyTime = AV_NOPTS_VALUE;

  private StreamDecoder(InputFile file, int index, Timeline timeline) {
    this.file = file;
    this.index = index;
    this.timeline = timeline;
    this.stream = file.stream(index);
  }

  /** A decoder of a stream in the file's own times; closes the file if it can't be made. */
  static StreamDecoder open(InputFile file, int index) {
    return open(file, index, Timeline.RAW);
  }

  /** A decoder of a stream on a time axis; closes the file if it can't be made. */
  static StreamDecoder open(InputFile file, int index, Timeline timeline) {
    StreamDecoder decoder = new StreamDecoder(file, index, timeline);
    try {
      decoder.open();
      return decoder;
    } catch (RuntimeException e) {
      decoder.close();
      throw e;
    }
  }

  private void open() {
    codec = StreamCodec.open(file, stream);
    packet = Ffmpeg.allocated(av_packet_alloc(), "a packet");
    frame = Ffmpeg.allocated(av_frame_alloc(), "a frame");
    for (int i = 0; i < file.context().nb_streams(); i++) {
      if (i != index) {
        file.stream(i).discard(avcodec.AVDISCARD_ALL);
      }
    }
  }

  /**
   * Reads something, and names the file in whatever goes wrong.
   *
   * @param reader who reads through this decoder, and must stay reachable meanwhile
   */
  <T> T guarded(Object reader, Supplier<T> reading) {
    requireOpen();
    try {
      return MediaBoundary.read(file.path(), reading);
    } finally {
      Reference.reachabilityFence(reader);
    }
  }

  /** Throws where it was closed. */
  private void requireOpen() {
    open(frame);
  }

  InputFile file() {
    return file;
  }

  int index() {
    return index;
  }

  /** The frame that {@link #next} decoded; the same object every time. */
  AVFrame frame() {
    return open(frame);
  }

  /** The time of the current frame on the axis. */
  Timestamp time() {
    AVRational base = stream.time_base();
    return timeline.at(new Timestamp(clock.pts(), base.num(), base.den()));
  }

  /** Decodes the next frame; false at the end. */
  boolean next() {
    AVCodecContext context = open(codec);
    while (true) {
      int result = avcodec_receive_frame(context, open(frame));
      if (result >= 0) {
        decoded++;
        clock.keep(frame(), stream, file.context());
        if (keyTime != AV_NOPTS_VALUE && clock.pts() < keyTime) {
          continue; // it leans on a frame before the key frame, which was never seen
        }
        return true;
      }
      if (result == AVERROR_EOF) {
        if (!sought || decoded > 0) {
          Truncation.check(file, index, decoded, clock.end(), cutShort);
        }
        return false;
      }
      if (result != avutil.AVERROR_EAGAIN()) {
        refuse(result);
      }
      if (!drained) {
        send();
      }
    }
  }

  private void send() {
    AVPacket next = open(packet);
    long endings = FfmpegLog.endings();
    int result = av_read_frame(file.context(), next);
    cutShort |= FfmpegLog.endings() > endings;
    if (result == AVERROR_EOF) {
      drained = true;
      avcodec_send_packet(open(codec), (AVPacket) null);
      return;
    }
    if (result < 0) {
      throw new MediaException(
          file.path() + " is damaged or cut short: FFmpeg says: " + Ffmpeg.text(result) + ".");
    }
    try {
      if (next.stream_index() == index && isOfUse(next)) {
        int sent = avcodec_send_packet(open(codec), next);
        if (sent < 0 && sent != avutil.AVERROR_EAGAIN()) {
          refuse(sent);
        }
      }
    } finally {
      av_packet_unref(next);
    }
  }

  // Players skip a damaged packet; a file in which nothing else comes is not played on for ever.
  private void refuse(int result) {
    refused++;
    if (refused > 100 && refused > decoded) {
      throw new MediaException(
          file.path() + " is damaged: FFmpeg says: " + Ffmpeg.text(result) + ".");
    }
  }

  // From a place amid a group of images some decoders make images of nothing.
  private boolean isOfUse(AVPacket next) {
    if (!awaitsKey) {
      return true;
    }
    if ((next.flags() & AV_PKT_FLAG_KEY) == 0) {
      return false;
    }
    awaitsKey = false;
    keyTime = next.pts();
    return true;
  }

  /**
   * Decodes the first frame of a reading that wants what is shown from a time on. Where the
   * container can be sought in, that lies a little before it; an index that is wrong or coarse is
   * noticed, and more is decoded.
   *
   * @param from seconds on the axis
   * @param preroll seconds before that are read at least
   * @param least seconds by which the first frame must lie before {@code from}
   * @return false where there is no frame
   */
  boolean start(double from, double preroll, double least) {
    if (file.isSeekable()) {
      for (double back = preroll; from > 2 * back; back *= BACK) {
        if (seek(from - back) && next() && time().roundedSeconds() <= from - least) {
          return true;
        }
      }
      if (sought) {
        reopen();
      }
    }
    return next();
  }

  /** Whether frames were left out before the first one. */
  boolean wasSought() {
    return sought;
  }

  /** Goes to a point at or before a time; false where that fails. */
  private boolean seek(double seconds) {
    sought = true;
    decoded = 0;
    drained = false;
    awaitsKey = stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
    keyTime = AV_NOPTS_VALUE;
    avcodec_flush_buffers(open(codec));
    double raw = timeline.raw(seconds);
    long target = (long) Math.floor(raw / avutil.av_q2d(stream.time_base()));
    return av_seek_frame(file.context(), index, target, AVSEEK_FLAG_BACKWARD) >= 0
        || av_seek_frame(
                file.context(), -1, (long) (raw * avutil.AV_TIME_BASE), AVSEEK_FLAG_BACKWARD)
            >= 0;
  }

  /** Begins again at the file's begin. */
  private void reopen() {
    close();
    file = file.reopened();
    stream = file.stream(index);
    sought = false;
    awaitsKey = false;
    keyTime = AV_NOPTS_VALUE;
    drained = false;
    cutShort = false;
    decoded = 0;
    open();
  }

  private <T> T open(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the reader of " + file.path() + " is closed");
    }
    return value;
  }

  @Override
  public void close() {
    if (frame != null) {
      av_frame_free(frame);
      frame = null;
    }
    if (packet != null) {
      av_packet_free(packet);
      packet = null;
    }
    if (codec != null) {
      avcodec_free_context(codec);
      codec = null;
    }
    file.close();
  }
}
