package io.asva.core.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import io.asva.core.media.MediaException;
import io.asva.core.media.Picture;
import io.asva.core.media.Video;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/** Encodes pictures as H.264 with OpenH264, which FFmpeg's LGPL builds carry. */
final class H264Encoder implements AutoCloseable {
  private static final String NAME = "libopenh264";
  private static final int SMALLEST = 16;
  private static final int LONGEST_SIDE = 3840;
  private static final int SHORTEST_SIDE = 2160;
  private static final int MAX_RATE_DENOMINATOR = 1_001_000;
  private static final double BITS_PER_PIXEL = 1.5;
  private static final long LEAST_BITS = 400_000;
  private static final long MOST_BITS = 40_000_000;

  private final Encoder encoder;
  private final AVFrame rgb;
  private final SwsContext converter;
  private final int width;
  private final int height;
  private long next;

  H264Encoder(AVFormatContext file, Video video) {
    width = even(video.width());
    height = even(video.height());
    checkSize(video);
    encoder = new Encoder(file, NAME, avcodec_find_encoder_by_name(NAME));
    rgb = Ffmpeg.allocated(avutil.av_frame_alloc(), "a frame");
    converter = Ffmpeg.allocated(sws_alloc_context(), "a converter");
    converter.flags(swscale.SWS_BICUBIC | swscale.SWS_ACCURATE_RND | swscale.SWS_FULL_CHR_H_INP);
    try {
      open(video);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static void checkSize(Video video) {
    int longer = Math.max(video.width(), video.height());
    int shorter = Math.min(video.width(), video.height());
    if (shorter < SMALLEST || longer > LONGEST_SIDE || shorter > SHORTEST_SIDE) {
      throw new MediaException(
          "H.264 video must be 16x16 to 3840x2160 pixels, not "
              + video.width()
              + "x"
              + video.height()
              + "; save it as gif or png, or choose another size.");
    }
  }

  private static int even(int size) {
    return size + size % 2;
  }

  private void open(Video video) {
    AVCodecContext context = encoder.context();
    AVRational rate = av_d2q(video.fps(), MAX_RATE_DENOMINATOR);
    context.width(width);
    context.height(height);
    context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    context.framerate(rate);
    context.time_base(av_inv_q(rate));
    context.gop_size(Math.max(1, (int) Math.round(2 * video.fps())));
    context.colorspace(avutil.AVCOL_SPC_SMPTE170M);
    context.color_range(avutil.AVCOL_RANGE_MPEG);
    context.color_primaries(avutil.AVCOL_PRI_BT709);
    context.color_trc(avutil.AVCOL_TRC_BT709);
    context.profile(avcodec.AV_PROFILE_H264_CONSTRAINED_BASELINE);
    double bits = BITS_PER_PIXEL * width * height * video.fps();
    context.bit_rate(Math.round(Math.max(LEAST_BITS, Math.min(MOST_BITS, bits))));
    context.qmin(8);
    context.qmax(20);
    encoder.open(Map.of("rc_mode", "quality", "allow_skip_frames", "0"));
  }

  /** Encodes the next picture. */
  void encode(Picture picture) {
    AVFrame yuv = encoder.frame();
    try {
      allocate(rgb, avutil.AV_PIX_FMT_RGB24);
      allocate(yuv, avutil.AV_PIX_FMT_YUV420P);
      yuv.colorspace(avutil.AVCOL_SPC_SMPTE170M);
      yuv.color_range(avutil.AVCOL_RANGE_MPEG);
      fill(picture);
      Ffmpeg.check(sws_scale_frame(converter, yuv, rgb), "Can't convert a picture to YUV");
      yuv.color_primaries(avutil.AVCOL_PRI_BT709);
      yuv.color_trc(avutil.AVCOL_TRC_BT709);
      yuv.pts(next++);
      encoder.encode(yuv);
    } finally {
      av_frame_unref(yuv);
      av_frame_unref(rgb);
    }
  }

  private void allocate(AVFrame frame, int format) {
    frame.format(format);
    frame.width(width);
    frame.height(height);
    Ffmpeg.check(av_frame_get_buffer(frame, 0), "No memory for a picture");
  }

  private void fill(Picture picture) {
    int stride = rgb.linesize(0);
    BytePointer data = rgb.data(0).capacity((long) stride * height);
    byte[] row = new byte[width * 3];
    for (int y = 0; y < height; y++) {
      int from = Math.min(y, picture.height() - 1) * picture.width() * 3;
      System.arraycopy(picture.rgb(), from, row, 0, picture.width() * 3);
      if (picture.width() < width) {
        System.arraycopy(row, (width - 2) * 3, row, (width - 1) * 3, 3);
      }
      data.position((long) y * stride).put(row, 0, row.length);
    }
  }

  /** The time in seconds of the next picture. */
  double time() {
    return next * avutil.av_q2d(encoder.context().time_base());
  }

  void finish() {
    encoder.encode(null);
  }

  @Override
  public void close() {
    sws_free_context(converter);
    avutil.av_frame_free(rgb);
    encoder.close();
  }
}
