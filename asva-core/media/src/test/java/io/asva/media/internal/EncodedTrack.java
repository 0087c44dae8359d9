package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_INTERLACED_DCT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_INTERLACED_ME;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.asva.media.Audio;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/** The packets of one stream, encoded once, to be written into many files. */
final class EncodedTrack {
  private final AVCodecContext context;
  private final AVCodecParameters parameters = avcodec_parameters_alloc();
  private final List<AVPacket> packets = new ArrayList<>();

  private EncodedTrack(String encoder, boolean globalHeader) {
    AVCodec codec = avcodec_find_encoder_by_name(encoder);
    this.context = Ffmpeg.allocated(avcodec_alloc_context3(codec), encoder);
    if (globalHeader) {
      context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
  }

  /** The stream's parameters for a muxer. */
  AVCodecParameters parameters() {
    return parameters;
  }

  /** The packets in the order in which they are decoded, in {@link #timeBase}. */
  List<AVPacket> packets() {
    return packets;
  }

  AVRational timeBase() {
    return context.time_base();
  }

  /** The variants of an image codec. */
  record ImageCodec(String encoder, int reordered, boolean interlaced, boolean globalHeader) {}

  /** Images that bear their numbers, those that are present. */
  static EncodedTrack images(ImageCodec codec, NumberedImages images) {
    EncodedTrack track = new EncodedTrack(codec.encoder(), codec.globalHeader());
    AVCodecContext context = track.context;
    context.width(images.width());
    context.height(images.height());
    context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    boolean jpeg = codec.encoder().equals("mjpeg");
    context.color_range(jpeg ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
    context.framerate(new AVRational().num(images.fps()).den(1));
    context.time_base(new AVRational().num(1).den(images.fps()));
    context.gop_size(20);
    context.max_b_frames(codec.reordered());
    context.bit_rate(2_000_000);
    if (codec.interlaced()) {
      context.flags(context.flags() | AV_CODEC_FLAG_INTERLACED_DCT | AV_CODEC_FLAG_INTERLACED_ME);
    }
    track.open();
    AVFrame frame = av_frame_alloc();
    for (int i = 0; i < images.count(); i++) {
      if (images.isPresent(i)) {
        frame.format(avutil.AV_PIX_FMT_YUV420P);
        frame.width(images.width());
        frame.height(images.height());
        Ffmpeg.check(av_frame_get_buffer(frame, 0), "No memory");
        images.draw(i, frame);
        if (codec.interlaced()) {
          frame.flags(
              frame.flags()
                  | AVFrame.AV_FRAME_FLAG_INTERLACED
                  | AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST);
        }
        frame.pts(i);
        track.encode(frame);
        av_frame_unref(frame);
      }
    }
    track.encode(null);
    av_frame_free(frame);
    return track;
  }

  /**
   * Audio.
   *
   * @param block samples in a block, where the codec lets one choose
   */
  static EncodedTrack audio(String encoder, Audio audio, int block, boolean globalHeader) {
    EncodedTrack track = new EncodedTrack(encoder, globalHeader);
    AVCodecContext context = track.context;
    int format =
        switch (encoder) {
          case "aac", "ac3", "libmp3lame" -> avutil.AV_SAMPLE_FMT_FLTP;
          case "adpcm_ima_wav", "alac" -> avutil.AV_SAMPLE_FMT_S16P;
          default -> avutil.AV_SAMPLE_FMT_S16;
        };
    context.sample_fmt(format);
    context.sample_rate(audio.rate());
    av_channel_layout_default(context.ch_layout(), audio.channels());
    context.time_base(new AVRational().num(1).den(audio.rate()));
    context.bit_rate(128_000);
    track.open();
    int size = context.frame_size() == 0 ? block : context.frame_size();
    AVFrame frame = av_frame_alloc();
    for (int at = 0; at < audio.length(); at += size) {
      int count = Math.min(size, audio.length() - at);
      frame.format(format);
      frame.nb_samples(count);
      frame.sample_rate(audio.rate());
      av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
      Ffmpeg.check(av_frame_get_buffer(frame, 0), "No memory");
      for (int c = 0; c < audio.channels(); c++) {
        fill(frame, format, audio, c, at, count);
      }
      frame.pts(at);
      track.encode(frame);
      av_frame_unref(frame);
    }
    track.encode(null);
    av_frame_free(frame);
    return track;
  }

  private static void fill(AVFrame frame, int format, Audio audio, int c, int at, int count) {
    float[] samples = audio.samples()[c];
    if (format == avutil.AV_SAMPLE_FMT_FLTP) {
      new FloatPointer(frame.extended_data(c)).put(samples, at, count);
      return;
    }
    boolean planar = format == avutil.AV_SAMPLE_FMT_S16P;
    ShortPointer data = new ShortPointer(frame.extended_data(planar ? c : 0));
    for (int i = 0; i < count; i++) {
      short value = (short) Math.round(32767 * samples[at + i]);
      data.put(planar ? i : (long) i * audio.channels() + c, value);
    }
  }

  private void open() {
    AVDictionary options = new AVDictionary(null);
    try {
      av_dict_set(options, "threads", "1", 0);
      Ffmpeg.check(avcodec_open2(context, context.codec(), options), "Can't open an encoder");
    } finally {
      av_dict_free(options);
    }
    Ffmpeg.check(avcodec_parameters_from_context(parameters, context), "Stream setup");
  }

  private void encode(@Nullable AVFrame frame) {
    Ffmpeg.check(avcodec_send_frame(context, frame), "Can't encode");
    AVPacket packet = av_packet_alloc();
    while (avcodec_receive_packet(context, packet) >= 0) {
      if (packet.duration() == 0) {
        packet.duration(1);
      }
      packets.add(Ffmpeg.allocated(av_packet_clone(packet), "a packet"));
      av_packet_unref(packet);
    }
    av_packet_free(packet);
  }

  void free() {
    packets.forEach(packet -> av_packet_free(packet));
    packets.clear();
    avcodec_free_context(context);
  }
}
