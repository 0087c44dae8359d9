package io.asva.metrics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.media.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** A file decoded from its beginning by FFmpeg's own calls, for comparison with the library's. */
final class PlainReader {
  private static final int PLANES = 4;

  private PlainReader() {}

  /** A frame as it is stored. */
  record Frame(double time, Image image) {}

  /** A decoded block, a channel after the other. */
  @SuppressWarnings("ArrayRecordComponent") // read only, and by this test alone
  record Block(double time, int rate, float[][] samples) {}

  /**
   * All frames.
   *
   * @param matrix of swscale's numbers of matrices, {@code SWS_CS_...}
   */
  static List<Frame> frames(Path file, int matrix) {
    List<Frame> result = new ArrayList<>();
    decode(
        file,
        avutil.AVMEDIA_TYPE_VIDEO,
        (stream, frame) -> result.add(new Frame(time(stream, frame), rgb(frame, matrix))));
    return result;
  }

  /** All blocks. */
  static List<Block> blocks(Path file) {
    List<Block> result = new ArrayList<>();
    decode(
        file,
        avutil.AVMEDIA_TYPE_AUDIO,
        (stream, frame) -> {
          assertThat(frame.format()).isEqualTo(avutil.AV_SAMPLE_FMT_FLTP);
          float[][] samples = new float[frame.ch_layout().nb_channels()][frame.nb_samples()];
          for (int c = 0; c < samples.length; c++) {
            new FloatPointer(frame.extended_data(c)).get(samples[c]);
          }
          result.add(new Block(time(stream, frame), frame.sample_rate(), samples));
        });
    return result;
  }

  private interface Taker {
    void take(AVStream stream, AVFrame frame);
  }

  private static void decode(Path path, int type, Taker taker) {
    AVFormatContext file = new AVFormatContext(null);
    String name = path.toString();
    checked(avformat.avformat_open_input(file, name, (AVInputFormat) null, (AVDictionary) null));
    checked(avformat.avformat_find_stream_info(file, (PointerPointer<Pointer>) null));
    int index = avformat.av_find_best_stream(file, type, -1, -1, (AVCodec) null, 0);
    AVStream stream = file.streams(index);
    AVCodec kind = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
    AVCodecContext codec = avcodec.avcodec_alloc_context3(kind);
    checked(avcodec.avcodec_parameters_to_context(codec, stream.codecpar()));
    codec.pkt_timebase(stream.time_base());
    checked(avcodec.avcodec_open2(codec, kind, (AVDictionary) null));
    AVPacket packet = avcodec.av_packet_alloc();
    AVFrame frame = avutil.av_frame_alloc();
    Consumer<AVPacket> send =
        next -> {
          checked(avcodec.avcodec_send_packet(codec, next));
          while (avcodec.avcodec_receive_frame(codec, frame) >= 0) {
            taker.take(stream, frame);
          }
        };
    while (avformat.av_read_frame(file, packet) >= 0) {
      if (packet.stream_index() == index) {
        send.accept(packet);
      }
      avcodec.av_packet_unref(packet);
    }
    send.accept(null);
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(codec);
    avformat.avformat_close_input(file);
  }

  private static double time(AVStream stream, AVFrame frame) {
    AVRational base = stream.time_base();
    return Math.rint(frame.pts() * 1e6 * base.num() / base.den()) / 1e6;
  }

  private static Image rgb(AVFrame frame, int matrix) {
    int width = frame.width();
    int height = frame.height();
    SwsContext converter =
        swscale.sws_getContext(
            width,
            height,
            frame.format(),
            width,
            height,
            avutil.AV_PIX_FMT_RGB24,
            swscale.SWS_BILINEAR,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    IntPointer coefficients = swscale.sws_getCoefficients(matrix);
    int full = frame.format() == avutil.AV_PIX_FMT_YUVJ420P ? 1 : 0;
    checked(
        swscale.sws_setColorspaceDetails(
            converter, coefficients, full, coefficients, 1, 0, 1 << 16, 1 << 16));
    int stride = (3 * width + 63) / 64 * 64;
    byte[] rgb = new byte[3 * width * height];
    try (BytePointer pixels = new BytePointer((long) stride * height);
        PointerPointer<Pointer> planes = new PointerPointer<>(PLANES);
        IntPointer strides = new IntPointer(stride, 0, 0, 0)) {
      for (int i = 0; i < PLANES; i++) {
        planes.put(i, i == 0 ? pixels : null);
      }
      checked(
          swscale.sws_scale(converter, frame.data(), frame.linesize(), 0, height, planes, strides));
      for (int y = 0; y < height; y++) {
        pixels.position((long) y * stride).get(rgb, 3 * width * y, 3 * width);
      }
      pixels.position(0);
    }
    swscale.sws_freeContext(converter);
    return new Image(width, height, rgb);
  }

  private static void checked(int result) {
    assertThat(result).isNotNegative();
  }
}
