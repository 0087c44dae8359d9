package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.asva.media.Image;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes the bytes of a whole image, with FFmpeg. */
final class StillDecoder {
  private StillDecoder() {}

  /**
   * The image in some bytes, transparency over white.
   *
   * @param parameters what the container says of it; null where the codec's id is enough
   */
  static Image decode(
      ImageInput input, int codecId, @Nullable AVCodecParameters parameters, byte[] bytes) {
    AVPacket packet = Ffmpeg.allocated(av_packet_alloc(), "a packet");
    try {
      Ffmpeg.check(av_new_packet(packet, bytes.length), "No memory for " + input.file());
      packet.data().put(bytes, 0, bytes.length);
      return decode(input, codecId, parameters, packet);
    } finally {
      av_packet_free(packet);
    }
  }

  private static Image decode(
      ImageInput input, int codecId, @Nullable AVCodecParameters parameters, AVPacket packet) {
    AVCodec codec = avcodec_find_decoder(codecId);
    if (codec == null || codec.isNull()) {
      String name = avcodec.avcodec_get_name(codecId).getString();
      throw input.damaged(
          "This build of FFmpeg has no decoder for its codec " + name + "; save it as PNG.");
    }
    AVCodecContext context = Ffmpeg.allocated(avcodec_alloc_context3(codec), "a decoder");
    AVFrame frame = av_frame_alloc();
    try (RgbConverter converter = new RgbConverter(RgbConverter.SMOOTH)) {
      Ffmpeg.allocated(frame, "a frame");
      if (parameters != null) {
        Ffmpeg.check(avcodec_parameters_to_context(context, parameters), "Decoder setup");
      }
      context.thread_count(1);
      context.max_pixels(input.limits().pixels());
      check(input, avcodec_open2(context, codec, (AVDictionary) null));
      check(input, avcodec_send_packet(context, packet));
      avcodec_send_packet(context, (AVPacket) null);
      check(input, avcodec_receive_frame(context, frame));
      return image(input, frame, converter);
    } finally {
      av_frame_free(frame);
      avcodec_free_context(context);
    }
  }

  private static void check(ImageInput input, int result) {
    if (result < 0) {
      throw input.damaged("It is damaged or cut short: FFmpeg says: " + Ffmpeg.text(result) + ".");
    }
  }

  /** A decoded frame's pixels, transparency over white. */
  static Image image(ImageInput input, AVFrame frame, RgbConverter converter) {
    input.checkpoint();
    int width = frame.width();
    int height = frame.height();
    input.checkSize(width, height);
    long flags = avutil.av_pix_fmt_desc_get(frame.format()).flags();
    if ((flags & avutil.AV_PIX_FMT_FLAG_ALPHA) == 0) {
      return new Image(
          width, height, converter.convert(frame, width, height, avutil.AV_PIX_FMT_RGB24, 3));
    }
    byte[] rgba = converter.convert(frame, width, height, avutil.AV_PIX_FMT_RGBA, 4);
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0, at = 0; i < rgba.length; i += 4) {
      int alpha = rgba[i + 3] & 0xFF;
      for (int c = 0; c < 3; c++) {
        rgb[at++] = (byte) ImagePixels.overWhite(rgba[i + c] & 0xFF, alpha);
      }
    }
    return new Image(width, height, rgb);
  }
}
