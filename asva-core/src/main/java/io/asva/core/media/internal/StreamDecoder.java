package io.asva.core.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.asva.core.media.MediaException;
import io.asva.core.media.Timestamp;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes one stream of a file, frame after frame. It owns the file. */
final class StreamDecoder implements AutoCloseable {
  private static final int THREADS = 4;

  private final InputFile file;
  private final int index;
  private final AVStream stream;
  private @Nullable AVCodecContext codec;
  private @Nullable AVPacket packet;
  private @Nullable AVFrame frame;
  private boolean drained;
  private boolean cutShort;
  private long pts;
  private long nextPts;
  private long decoded;
  private int refused;

  private StreamDecoder(InputFile file, int index) {
    this.file = file;
    this.index = index;
    this.stream = file.stream(index);
  }

  /** A decoder of a stream; closes the file if it can't be made. */
  static StreamDecoder open(InputFile file, int index) {
    StreamDecoder decoder = new StreamDecoder(file, index);
    try {
      decoder.open();
      return decoder;
    } catch (RuntimeException e) {
      decoder.close();
      throw e;
    }
  }

  private void open() {
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
    codec = opened;
    Ffmpeg.check(avcodec_parameters_to_context(opened, stream.codecpar()), "Decoder setup");
    opened.pkt_timebase(stream.time_base());
    opened.thread_count(Math.min(THREADS, Runtime.getRuntime().availableProcessors()));
    opened.max_pixels(file.limits().pixels());
    Ffmpeg.check(avcodec_open2(opened, found, (AVDictionary) null), "Can't decode " + file.path());
    packet = Ffmpeg.allocated(av_packet_alloc(), "a packet");
    frame = Ffmpeg.allocated(av_frame_alloc(), "a frame");
    for (int i = 0; i < file.context().nb_streams(); i++) {
      if (i != index) {
        file.stream(i).discard(avcodec.AVDISCARD_ALL);
      }
    }
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

  /** The time of the current frame. */
  Timestamp time() {
    AVRational base = stream.time_base();
    return new Timestamp(pts, base.num(), base.den());
  }

  // A frame without a time of its own follows the one before it.
  private void keepTime() {
    AVFrame current = frame();
    if (current.pts() != AV_NOPTS_VALUE) {
      pts = current.pts();
    } else if (current.best_effort_timestamp() != AV_NOPTS_VALUE) {
      pts = current.best_effort_timestamp();
    } else {
      pts = nextPts;
    }
    double base = avutil.av_q2d(stream.time_base());
    double seconds =
        current.nb_samples() > 0
            ? current.nb_samples() / (double) Math.max(1, current.sample_rate())
            : 1 / frameRate();
    nextPts = pts + (current.duration() > 0 ? current.duration() : Math.round(seconds / base));
  }

  private double frameRate() {
    AVRational rate = av_guess_frame_rate(file.context(), stream, frame());
    return rate.num() > 0 && rate.den() > 0 ? avutil.av_q2d(rate) : 25;
  }

  /** Decodes the next frame; false at the end. */
  boolean next() {
    AVCodecContext context = open(codec);
    while (true) {
      int result = avcodec_receive_frame(context, open(frame));
      if (result >= 0) {
        decoded++;
        keepTime();
        return true;
      }
      if (result == AVERROR_EOF) {
        Truncation.check(file, index, decoded, nextPts, cutShort);
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
      if (next.stream_index() == index) {
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

  /** Goes to a point at or before a time, from which decoding yields every frame after it. */
  void seek(double seconds) {
    double base = avutil.av_q2d(stream.time_base());
    long target = (long) Math.floor(seconds / base);
    int result = av_seek_frame(file.context(), index, target, AVSEEK_FLAG_BACKWARD);
    if (result < 0) {
      Ffmpeg.check(
          av_seek_frame(file.context(), index, Long.MIN_VALUE / 2, AVSEEK_FLAG_BACKWARD),
          "Can't seek in " + file.path());
    }
    avcodec_flush_buffers(open(codec));
    drained = false;
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
