package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.asva.media.MediaException;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** One encoder and its stream of a file that is being written. */
final class Encoder implements AutoCloseable {
  private final AVFormatContext file;
  private final AVCodec kind;
  private final AVCodecContext context;
  private final AVPacket packet;
  private final AVFrame frame;
  private @Nullable AVStream stream;

  /** An encoder by its name, to be set up through {@link #context}. */
  Encoder(AVFormatContext file, String name, @Nullable AVCodec found) {
    if (found == null || found.isNull()) {
      throw new MediaException("This build of FFmpeg has no encoder " + name + ".");
    }
    this.file = file;
    this.kind = found;
    this.context = Ffmpeg.allocated(avcodec_alloc_context3(found), "an encoder");
    this.packet = Ffmpeg.allocated(av_packet_alloc(), "a packet");
    this.frame = Ffmpeg.allocated(av_frame_alloc(), "a frame");
  }

  AVCodecContext context() {
    return context;
  }

  /** A frame for the caller's use. */
  AVFrame frame() {
    return frame;
  }

  /** Opens the encoder and adds its stream to the file. */
  void open(Map<String, String> settings) {
    if ((file.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    AVDictionary options = new AVDictionary(null);
    try {
      settings.forEach((key, value) -> av_dict_set(options, key, value, 0));
      Ffmpeg.check(
          avcodec_open2(context, kind, options),
          "Can't open the encoder " + kind.name().getString());
    } finally {
      av_dict_free(options);
    }
    AVStream added = Ffmpeg.allocated(avformat_new_stream(file, null), "a stream");
    added.time_base(context.time_base());
    Ffmpeg.check(avcodec_parameters_from_context(added.codecpar(), context), "Stream setup");
    stream = added;
  }

  /**
   * Encodes a frame and writes what comes out; null ends the stream.
   *
   * @throws EncoderException if the encoder refuses the frame
   */
  void encode(@Nullable AVFrame next) {
    AVStream target = stream;
    if (target == null) {
      throw new IllegalStateException("the encoder is not open");
    }
    check(avcodec_send_frame(context, next));
    while (true) {
      int result = avcodec_receive_packet(context, packet);
      if (result == avutil.AVERROR_EAGAIN() || result == AVERROR_EOF) {
        return;
      }
      check(result);
      packet.stream_index(target.index());
      if (packet.duration() == 0) {
        packet.duration(1);
      }
      av_packet_rescale_ts(packet, context.time_base(), target.time_base());
      Ffmpeg.check(av_interleaved_write_frame(file, packet), "Can't write");
    }
  }

  private static void check(int result) {
    try {
      Ffmpeg.check(result, "Can't encode");
    } catch (MediaException e) {
      throw new EncoderException(e);
    }
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
