package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import io.asva.media.Image;
import io.asva.media.Video;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/** The images of a video on their way through any encoder of images. */
final class ImageStream {
  // MPEG-4 Part 2 counts time in at most 65535 parts of a second.
  private static final int MOST_TICKS = 65_535;
  private static final int BITS_PER_PIXEL = 4;

  private final Encoder encoder;
  private final Video video;

  private ImageStream(Encoder encoder, Video video) {
    this.encoder = encoder;
    this.video = video;
  }

  /** Opens an encoder for a video, whose sides must be even. */
  static ImageStream open(Encoder encoder, Video video) {
    AVCodecContext context = encoder.context();
    AVRational rate = av_d2q(video.fps(), MOST_TICKS);
    context.width(video.width());
    context.height(video.height());
    context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    context.color_range(avutil.AVCOL_RANGE_JPEG); // the only one that Motion JPEG has
    context.framerate(rate);
    context.time_base(av_inv_q(rate));
    context.gop_size(10);
    context.bit_rate(Math.round(BITS_PER_PIXEL * video.fps() * video.width() * video.height()));
    encoder.open(Map.of("threads", "1"));
    return new ImageStream(encoder, video);
  }

  /** Encodes an image. */
  void encode(int index) {
    Image image = video.frames().get(index);
    SwsContext converter = Ffmpeg.allocated(sws_alloc_context(), "a converter");
    AVFrame rgb = Ffmpeg.allocated(avutil.av_frame_alloc(), "a frame");
    AVFrame yuv = encoder.frame();
    try {
      allocate(rgb, avutil.AV_PIX_FMT_RGB24);
      allocate(yuv, avutil.AV_PIX_FMT_YUV420P);
      yuv.color_range(avutil.AVCOL_RANGE_JPEG);
      for (int y = 0; y < image.height(); y++) {
        int row = 3 * image.width();
        new BytePointer(rgb.data(0))
            .position((long) y * rgb.linesize(0))
            .put(image.rgb(), y * row, row);
      }
      Ffmpeg.check(sws_scale_frame(converter, yuv, rgb), "Can't convert an image to YUV");
      yuv.pts(index);
      encoder.encode(yuv);
    } finally {
      av_frame_unref(yuv);
      avutil.av_frame_free(rgb);
      sws_free_context(converter);
    }
  }

  private void allocate(AVFrame frame, int format) {
    frame.format(format);
    frame.width(video.width());
    frame.height(video.height());
    Ffmpeg.check(av_frame_get_buffer(frame, 0), "No memory for an image");
  }
}
