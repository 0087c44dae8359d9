package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;

import io.asva.media.Image;
import io.asva.media.MediaException;
import io.asva.media.Video;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Encodes images as H.264 with OpenH264, which FFmpeg's LGPL builds carry at a constant quality. At
 * the finest, what the file differs by from the images is mostly what 4:2:0 leaves out of their
 * colours.
 */
final class H264Encoder implements AutoCloseable {
  private static final String NAME = "libopenh264";
  private static final int SMALLEST = 16;
  private static final int LONGEST_SIDE = 3840;
  private static final int SHORTEST_SIDE = 2160;
  private static final int MAX_RATE_DENOMINATOR = 1_001_000;

  /** The finest quantiser that OpenH264's rate control allows. */
  static final int FINEST = 12;

  /** The coarsest quantiser of H.264. */
  static final int COARSEST = 51;

  // It quantises what differs from the frame before more coarsely than a whole frame.
  private static final double KEY_FRAME_SECONDS = 1 / 3.0;

  private final Encoder encoder;
  private final int width;
  private final int height;
  private long next;

  /**
   * An encoder whose stream is added to a file.
   *
   * @param quantiser from {@link #FINEST} to {@link #COARSEST}; six more halve what is kept
   */
  H264Encoder(AVFormatContext file, Video video, int quantiser) {
    width = even(video.width());
    height = even(video.height());
    checkSize(video);
    encoder = new Encoder(file, NAME, avcodec_find_encoder_by_name(NAME));
    try {
      open(video, quantiser);
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

  private void open(Video video, int quantiser) {
    AVCodecContext context = encoder.context();
    AVRational rate = av_d2q(video.fps(), MAX_RATE_DENOMINATOR);
    context.width(width);
    context.height(height);
    context.pix_fmt(avutil.AV_PIX_FMT_YUVJ420P);
    context.framerate(rate);
    context.time_base(av_inv_q(rate));
    context.gop_size(Math.max(1, (int) Math.round(KEY_FRAME_SECONDS * video.fps())));
    context.colorspace(avutil.AVCOL_SPC_SMPTE170M);
    context.color_range(avutil.AVCOL_RANGE_JPEG);
    context.color_primaries(avutil.AVCOL_PRI_BT709);
    context.color_trc(avutil.AVCOL_TRC_BT709);
    context.profile(avcodec.AV_PROFILE_H264_MAIN);
    context.qmin(quantiser);
    context.qmax(quantiser);
    encoder.open(Map.of("rc_mode", "quality", "allow_skip_frames", "0", "coder", "cabac"));
  }

  /** Encodes the next image. */
  void encode(Image image) {
    AVFrame yuv = encoder.frame();
    try {
      yuv.format(avutil.AV_PIX_FMT_YUVJ420P);
      yuv.width(width);
      yuv.height(height);
      Ffmpeg.check(av_frame_get_buffer(yuv, 0), "No memory for an image");
      yuv.colorspace(avutil.AVCOL_SPC_SMPTE170M);
      yuv.color_range(avutil.AVCOL_RANGE_JPEG);
      yuv.color_primaries(avutil.AVCOL_PRI_BT709);
      yuv.color_trc(avutil.AVCOL_TRC_BT709);
      new YuvImage(image, width, height).copyTo(yuv);
      yuv.pts(next++);
      encoder.encode(yuv);
    } finally {
      av_frame_unref(yuv);
    }
  }

  /** The time in seconds of the next image. */
  double time() {
    return next * avutil.av_q2d(encoder.context().time_base());
  }

  void finish() {
    encoder.encode(null);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
