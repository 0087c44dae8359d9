package io.asva.media.internal;

import io.asva.media.MediaException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Turns decoded blocks of any sample format into floats, integers scaled so that 1 is full. */
final class SampleConverter {
  private SampleConverter() {}

  /** The samples of a block, channels x samples. */
  static float[][] convert(AVFrame frame) {
    int channels = frame.ch_layout().nb_channels();
    int n = frame.nb_samples();
    int format = avutil.av_get_packed_sample_fmt(frame.format());
    int bytes = avutil.av_get_bytes_per_sample(format);
    boolean planar = avutil.av_sample_fmt_is_planar(frame.format()) != 0;
    float[][] result = new float[channels][n];
    for (int c = 0; c < channels; c++) {
      BytePointer plane = frame.extended_data(planar ? c : 0);
      long size = (long) n * bytes * (planar ? 1 : channels);
      ByteBuffer data = plane.capacity(size).asByteBuffer().order(ByteOrder.nativeOrder());
      int at = planar ? 0 : c * bytes;
      int step = planar ? bytes : channels * bytes;
      for (int i = 0; i < n; i++, at += step) {
        result[c][i] = value(data, at, format);
      }
    }
    return result;
  }

  private static float value(ByteBuffer data, int at, int format) {
    return switch (format) {
      case avutil.AV_SAMPLE_FMT_U8 -> ((data.get(at) & 0xFF) - 128) * 0x1p-7f;
      case avutil.AV_SAMPLE_FMT_S16 -> data.getShort(at) * 0x1p-15f;
      case avutil.AV_SAMPLE_FMT_S32 -> data.getInt(at) * 0x1p-31f;
      case avutil.AV_SAMPLE_FMT_S64 -> data.getLong(at) * 0x1p-63f;
      case avutil.AV_SAMPLE_FMT_FLT -> data.getFloat(at);
      case avutil.AV_SAMPLE_FMT_DBL -> (float) data.getDouble(at);
      default -> throw new MediaException("FFmpeg decoded to an unknown sample format " + format);
    };
  }
}
