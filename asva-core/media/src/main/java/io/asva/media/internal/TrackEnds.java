package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_SKIP_SAMPLES;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.asva.media.MediaLimits;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * When the images and the audio of a file end on its time axis, each for itself. A header tells in
 * formats that give each stream's length; elsewhere (one length for both in Matroska, none where a
 * browser recorded, the rate's guess in others) the last packets' times tell, without decoding.
 *
 * @param video seconds, NaN where there are no images
 * @param audio seconds, NaN where there is no audio
 */
public record TrackEnds(double video, double audio) {
  private static final Set<String> EXACT =
      Set.of("mov,mp4,m4a,3gp,3g2,mj2", "wav", "w64", "flac", "aiff", "au", "caf");

  /** Seconds before the end in which a track's last packet is looked for first, then this often. */
  private static final double NEAR = 8;

  /** The ends of a file's tracks. */
  public static TrackEnds of(Path path, MediaLimits limits, Tracks tracks) {
    return MediaBoundary.read(path, () -> measured(path, limits, tracks));
  }

  /** The length of a track in seconds; 0 where its end is unknown, for packets have no times. */
  public static double length(double end, double begin) {
    return Double.isNaN(end) ? 0 : Math.max(0, end - begin);
  }

  private static TrackEnds measured(Path path, MediaLimits limits, Tracks tracks) {
    try (InputFile file = Decoding.open(path, limits)) {
      double video = promised(file, tracks.videoIndex(), tracks.timeline());
      double audio = promised(file, tracks.audioIndex(), tracks.timeline());
      boolean known =
          (tracks.videoIndex() < 0 || video > 0) && (tracks.audioIndex() < 0 || audio > 0);
      if (known) {
        return new TrackEnds(video, audio);
      }
    }
    long length = 0;
    for (double back = NEAR; back > 0; back *= NEAR) {
      try (InputFile file = Decoding.open(path, limits)) {
        length = file.context().duration();
        double target = length / (double) avutil.AV_TIME_BASE - back;
        boolean whole = length == AV_NOPTS_VALUE || target <= 0 || !file.isSeekable();
        Last video = new Last(file, tracks.videoIndex(), tracks.period());
        Last audio = new Last(file, tracks.audioIndex(), 0);
        if (whole || seek(file, tracks, target)) {
          read(file, video, audio);
        }
        if (whole || (video.isKnown() && audio.isKnown())) {
          return new TrackEnds(video.end(tracks.timeline()), audio.end(tracks.timeline()));
        }
      }
    }
    throw new IllegalStateException("the loop ends by reading the whole file");
  }

  private static double promised(InputFile file, int index, Timeline timeline) {
    if (index < 0 || !EXACT.contains(file.format())) {
      return Double.NaN;
    }
    AVStream stream = file.stream(index);
    // A film in fragments has no table of its frames, and its header need not know its length.
    boolean fragments = file.format().startsWith("mov") && stream.nb_frames() == 0;
    if (stream.duration() == AV_NOPTS_VALUE || fragments) {
      return Double.NaN;
    }
    return Timeline.seconds(file.begin(index) - timeline.origin())
        + stream.duration() * avutil.av_q2d(stream.time_base());
  }

  private static boolean seek(InputFile file, Tracks tracks, double target) {
    double raw = tracks.timeline().raw(target);
    return av_seek_frame(
            file.context(), -1, (long) (raw * avutil.AV_TIME_BASE), AVSEEK_FLAG_BACKWARD)
        >= 0;
  }

  private static void read(InputFile file, Last video, Last audio) {
    AVPacket packet = Ffmpeg.allocated(av_packet_alloc(), "a packet");
    try {
      while (av_read_frame(file.context(), packet) >= 0) {
        if (packet.stream_index() == video.index) {
          video.see(packet);
        } else if (packet.stream_index() == audio.index) {
          audio.see(packet);
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
  }

  /** The end of the packets of one stream. */
  private static final class Last {
    private final int index;
    private final double base;
    private final double usual;
    private final boolean trimmed; // the demuxer has shortened the last packet itself
    private final int rate;
    private double end = Double.NaN;
    private double reordering;

    Last(InputFile file, int index, double usual) {
      this.index = index;
      this.base = index < 0 ? 0 : avutil.av_q2d(file.stream(index).time_base());
      this.rate = index < 0 ? 0 : file.stream(index).codecpar().sample_rate();
      this.usual = usual;
      this.trimmed = file.format().equals("ogg");
    }

    boolean isKnown() {
      return index < 0 || !Double.isNaN(end);
    }

    void see(AVPacket packet) {
      long pts = packet.pts();
      long dts = packet.dts();
      double time;
      if (pts != AV_NOPTS_VALUE) {
        time = pts * base;
        if (Double.isNaN(end) && dts != AV_NOPTS_VALUE) {
          reordering = time - dts * base;
        }
      } else if (dts != AV_NOPTS_VALUE) {
        time = dts * base + reordering;
      } else if (!Double.isNaN(end)) {
        time = end;
      } else {
        return;
      }
      double lasts = packet.duration() > 0 ? packet.duration() * base : usual;
      double last = time + lasts - (trimmed ? 0 : discarded(packet));
      end = Double.isNaN(end) ? last : Math.max(end, last);
    }

    /** Seconds that a codec's last packet has and that aren't heard. */
    private double discarded(AVPacket packet) {
      SizeTPointer size = new SizeTPointer(1);
      BytePointer data = av_packet_get_side_data(packet, AV_PKT_DATA_SKIP_SAMPLES, size);
      if (data == null || data.isNull() || size.get() < 2 * Integer.BYTES || rate == 0) {
        return 0;
      }
      int count =
          data.capacity(size.get())
              .asByteBuffer()
              .order(ByteOrder.LITTLE_ENDIAN)
              .getInt(Integer.BYTES);
      return Integer.toUnsignedLong(count) / (double) rate;
    }

    double end(Timeline timeline) {
      return end - Timeline.seconds(timeline.origin());
    }
  }
}
