package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avutil;

/** Writes encoded tracks into containers, at chosen times. */
final class Muxing {
  private Muxing() {}

  /**
   * A track in a file.
   *
   * @param track its packets
   * @param shift seconds by which it is later than it was encoded
   * @param gapFrom seconds from the track's begin from which packets are left out
   * @param gapTo seconds from the track's begin to which packets are left out
   */
  record Part(EncodedTrack track, double shift, double gapFrom, double gapTo) {
    Part(EncodedTrack track, double shift) {
      this(track, shift, 0, 0);
    }
  }

  private record Timed(double time, int stream, AVPacket packet) {}

  /**
   * Writes a file.
   *
   * @param piped whether it is written as into a pipe, so that no length can be put in its header
   */
  static void write(
      Path file, String muxer, Map<String, String> settings, boolean piped, List<Part> parts) {
    AVFormatContext context = new AVFormatContext(null);
    Ffmpeg.check(
        avformat_alloc_output_context2(context, null, muxer, Ffmpeg.url(file)), "No muxer");
    AVDictionary options = new AVDictionary(null);
    try {
      List<Timed> packets = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        EncodedTrack track = parts.get(i).track();
        AVStream stream = Ffmpeg.allocated(avformat_new_stream(context, null), "a stream");
        avcodec_parameters_copy(stream.codecpar(), track.parameters());
        stream.codecpar().codec_tag(0);
        stream.time_base(track.timeBase());
        collect(parts.get(i), i, packets);
      }
      AVIOContext output = new AVIOContext(null);
      Ffmpeg.check(avio_open(output, Ffmpeg.url(file), AVIO_FLAG_WRITE), "Can't write " + file);
      output.seekable(piped ? 0 : output.seekable());
      context.pb(output);
      settings.forEach((key, value) -> av_dict_set(options, key, value, 0));
      Ffmpeg.check(avformat_write_header(context, options), "Can't write the header");
      packets.sort(Comparator.comparingDouble(Timed::time));
      for (Timed timed : packets) {
        EncodedTrack track = parts.get(timed.stream()).track();
        av_packet_rescale_ts(
            timed.packet(), track.timeBase(), context.streams(timed.stream()).time_base());
        timed.packet().stream_index(timed.stream());
        Ffmpeg.check(av_interleaved_write_frame(context, timed.packet()), "Can't write");
        av_packet_free(timed.packet());
      }
      Ffmpeg.check(av_write_trailer(context), "Can't finish " + file);
    } finally {
      av_dict_free(options);
      if (context.pb() != null && !context.pb().isNull()) {
        avio_closep(context.pb());
      }
      avformat_free_context(context);
    }
  }

  private static void collect(Part part, int stream, List<Timed> packets) {
    double base = avutil.av_q2d(part.track().timeBase());
    long shift = Math.round(part.shift() / base);
    for (AVPacket packet : part.track().packets()) {
      double time = packet.pts() * base;
      if (time < part.gapFrom() || time >= part.gapTo()) {
        AVPacket copy = Ffmpeg.allocated(av_packet_clone(packet), "a packet");
        long dts = packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts();
        copy.pts(packet.pts() + shift);
        copy.dts(dts + shift);
        packets.add(new Timed((dts + shift) * base, stream, copy));
      }
    }
  }
}
