package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import io.asva.media.MediaException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Turns decoded frames into packed RGB with swscale: the frame's own matrix and range where it
 * names them, BT.601 and limited range where it does not.
 */
final class RgbConverter implements AutoCloseable {
  /** As PyAV converts the frames of a video. */
  static final int AS_PYAV = swscale.SWS_BILINEAR;

  /** Colours interpolated between their samples, as viewers show an image. */
  static final int SMOOTH =
      swscale.SWS_BILINEAR
          | swscale.SWS_FULL_CHR_H_INT
          | swscale.SWS_FULL_CHR_H_INP
          | swscale.SWS_ACCURATE_RND;

  private @Nullable SwsContext context;
  private @Nullable AVFrame target;

  /** Whether a frame's tags of matrix and range are heeded. */
  enum Tags {
    /** As players do: a frame that has none is BT.601 of limited range. */
    HEEDED,
    /** BT.601 for all; limited range, but for the formats of full range (YUVJ) of FFmpeg. */
    IGNORED
  }

  private final Tags tags;

  RgbConverter(int flags) {
    this(flags, Tags.HEEDED);
  }

  RgbConverter(int flags, Tags tags) {
    this.tags = tags;
    try {
      SwsContext made = Ffmpeg.allocated(sws_alloc_context(), "a converter");
      context = made;
      made.flags(flags);
      target = Ffmpeg.allocated(av_frame_alloc(), "a frame");
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Converts a frame, scaled where its size differs from the one asked for.
   *
   * @param format AV_PIX_FMT_RGB24 or AV_PIX_FMT_RGBA
   * @param bytes of a pixel in that format
   */
  byte[] convert(AVFrame source, int width, int height, int format, int bytes) {
    byte[] result = new byte[size(width, height, bytes)];
    int row = width * bytes;
    scale(source, width, height, format, (y, data) -> data.get(result, y * row, row));
    return result;
  }

  /**
   * Converts a frame to RGB of three bytes a pixel, scaled where its size differs from the one
   * asked for, and turns it.
   *
   * @param pixels the pixels of the upright image, of {@link #size} bytes
   */
  void convert(AVFrame source, int width, int height, Orientation orientation, byte[] pixels) {
    int row = 3 * width;
    if (orientation == Orientation.UPRIGHT) {
      scale(
          source,
          width,
          height,
          avutil.AV_PIX_FMT_RGB24,
          (y, data) -> data.get(pixels, y * row, row));
      return;
    }
    byte[] stored = new byte[row];
    scale(
        source,
        width,
        height,
        avutil.AV_PIX_FMT_RGB24,
        (y, data) -> {
          data.get(stored, 0, row);
          orientation.turn(stored, 0, y, width, height, pixels);
        });
  }

  /** The bytes of an image's pixels. */
  static int size(int width, int height, int bytes) {
    long size = (long) width * height * bytes;
    if (size > Integer.MAX_VALUE - 8) {
      throw new MediaException("A frame of " + width + "x" + height + " pixels is too large.");
    }
    return (int) size;
  }

  /** Takes the rows of a converted image, which lie in native memory. */
  private interface Rows {
    void take(int y, BytePointer data);
  }

  private void scale(AVFrame source, int width, int height, int format, Rows rows) {
    if (context == null || target == null) {
      throw new IllegalStateException("the converter is closed");
    }
    AVFrame rgb = target;
    rgb.format(format);
    rgb.width(width);
    rgb.height(height);
    rgb.colorspace(avutil.AVCOL_SPC_UNSPECIFIED);
    try {
      Ffmpeg.check(av_frame_get_buffer(rgb, 0), "No memory for an image");
      // Both fields are taken as one whole frame, which swscale refuses to do to a frame so marked.
      source.flags(source.flags() & ~AVFrame.AV_FRAME_FLAG_INTERLACED);
      if (tags == Tags.IGNORED && source.colorspace() != avutil.AVCOL_SPC_RGB) {
        source.colorspace(avutil.AVCOL_SPC_UNSPECIFIED);
        source.color_range(avutil.AVCOL_RANGE_UNSPECIFIED);
      }
      // Transfer curves and primaries are left alone: only the matrix is undone.
      source.color_trc(avutil.AVCOL_TRC_UNSPECIFIED);
      source.color_primaries(avutil.AVCOL_PRI_UNSPECIFIED);
      Ffmpeg.check(sws_scale_frame(context, rgb, source), "Can't convert a frame to RGB");
      int stride = rgb.linesize(0);
      BytePointer data = rgb.data(0).capacity((long) stride * height);
      for (int y = 0; y < height; y++) {
        rows.take(y, data.position((long) y * stride));
      }
    } finally {
      av_frame_unref(rgb);
    }
  }

  @Override
  public void close() {
    if (target != null) {
      av_frame_free(target);
      target = null;
    }
    if (context != null) {
      sws_free_context(context);
      context = null;
    }
  }
}
