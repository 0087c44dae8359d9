package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import io.asva.media.Timestamp;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * An opened container. Only the {@code file} protocol and self-contained formats are allowed, so a
 * file can't make FFmpeg read another one; sizes are checked before a decoder is opened.
 */
final class InputFile implements AutoCloseable {
  /** Demuxers of formats that hold their media themselves. */
  static final String CONTAINERS =
      "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,flv,asf,ogg,gif,"
          + "wav,w64,aiff,au,caf,flac,mp3,aac,ac3,eac3,amr,wv,tta,h264,hevc,ivf,nut";

  /** Demuxers of the single images that ImageIO doesn't know. */
  static final String IMAGES = "pbm_pipe,pgm_pipe,ppm_pipe,pam_pipe,qoi_pipe";

  /** The demuxer of AVIF and HEIC that hold a sequence of images. */
  static final String SEQUENCES = "mov";

  // Others have no times to seek by, or guess them.
  private static final List<String> SEEKABLE =
      List.of(
          "mp4",
          "matroska",
          "mpegts",
          "flv",
          "avi",
          "ogg",
          "asf",
          "wav",
          "w64",
          "flac",
          "caf",
          "aiff",
          "nut");

  private final Path path;
  private final MediaLimits limits;
  private final String formats;
  private final String expected;
  private final AVFormatContext context;
  private final @Nullable HidingInput hiding;
  private boolean closed;

  private InputFile(
      Path path,
      MediaLimits limits,
      String formats,
      String expected,
      AVFormatContext context,
      @Nullable HidingInput hiding) {
    this.path = path;
    this.limits = limits;
    this.formats = formats;
    this.expected = expected;
    this.context = context;
    this.hiding = hiding;
  }

  /** Opens a file of one of the given formats. */
  static InputFile open(Path path, String formats, String expected, MediaLimits limits) {
    FileCheck.regular(path, expected);
    Ffmpeg.prepare();
    HidingInput hiding = HidingInput.openIfNeeded(path);
    AVFormatContext context = hiding == null ? new AVFormatContext(null) : avformat_alloc_context();
    AVDictionary options = new AVDictionary(null);
    try {
      if (hiding != null) {
        context.pb(hiding.context());
      }
      av_dict_set(options, "protocol_whitelist", "file", 0);
      av_dict_set(options, "format_whitelist", formats, 0);
      av_dict_set(options, "max_streams", Integer.toString(limits.streams()), 0);
      int result = avformat_open_input(context, Ffmpeg.url(path), null, options);
      if (result < 0) {
        if (hiding != null) {
          hiding.close();
        }
        throw new MediaException(
            "Can't read "
                + path
                + ": expected "
                + expected
                + ", found "
                + FileCheck.describe(path)
                + (hiding == null
                    ? ". It is damaged, cut short or of another kind; FFmpeg says: "
                    : ". It holds still images and no tracks, or is damaged; FFmpeg says: ")
                + Ffmpeg.text(result)
                + ".");
      }
    } finally {
      av_dict_free(options);
    }
    InputFile file = new InputFile(path, limits, formats, expected, context, hiding);
    try {
      file.examine();
      return file;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void examine() {
    FileCheck.riff(path);
    int streams = context.nb_streams();
    if (streams > limits.streams()) {
      throw new MediaException(
          path + " has " + streams + " streams; at most " + limits.streams() + " are read.");
    }
    checkSizes();
    PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams));
    AVDictionary[] each = new AVDictionary[streams];
    try {
      for (int i = 0; i < streams; i++) {
        each[i] = new AVDictionary(null);
        av_dict_set(
            each[i], "max_pixels", Long.toString(Math.min(limits.pixels(), Integer.MAX_VALUE)), 0);
        av_dict_set(each[i], "threads", "1", 0);
        options.put(i, each[i]);
      }
      int result =
          streams == 0
              ? avformat_find_stream_info(context, (PointerPointer<?>) null)
              : avformat_find_stream_info(context, options);
      if (result < 0) {
        throw new MediaException(
            "Can't read " + path + " as " + expected + ": " + Ffmpeg.text(result) + ".");
      }
    } finally {
      for (int i = 0; i < streams; i++) {
        AVDictionary left = new AVDictionary(options.get(i));
        av_dict_free(left);
      }
      options.close();
    }
    checkSizes();
  }

  private void checkSizes() {
    for (int i = 0; i < context.nb_streams(); i++) {
      AVCodecParameters codec = context.streams(i).codecpar();
      if (codec.codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
        ImageSize.check(path, codec.width(), codec.height(), limits);
      }
    }
  }

  /** The same file opened once more, at its begin. */
  InputFile reopened() {
    return open(path, formats, expected, limits);
  }

  Path path() {
    return path;
  }

  MediaLimits limits() {
    return limits;
  }

  AVFormatContext context() {
    return context;
  }

  /** The position of the best stream of a type, or -1; a cover image is no video. */
  int best(int type) {
    return best(type, -1);
  }

  /**
   * The position of the best stream of a type, or -1; a cover image is no video.
   *
   * @param related the stream beside which it is to be played, or -1
   */
  int best(int type, int related) {
    int index = av_find_best_stream(context, type, -1, related, (AVCodec) null, 0);
    boolean cover = index >= 0 && (stream(index).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
    return index < 0 || cover ? -1 : index;
  }

  AVStream stream(int index) {
    return context.streams(index);
  }

  /** How many streams of a type there are. */
  int count(int type) {
    int count = 0;
    for (int i = 0; i < context.nb_streams(); i++) {
      count += stream(i).codecpar().codec_type() == type ? 1 : 0;
    }
    return count;
  }

  /** When the file begins in its own time, in microseconds, 0 where it doesn't say. */
  long begin() {
    return context.start_time() == avutil.AV_NOPTS_VALUE ? 0 : context.start_time();
  }

  /** When a stream begins in the file's own time, in microseconds, 0 where it doesn't say. */
  long begin(int index) {
    AVStream stream = stream(index);
    if (stream.start_time() == avutil.AV_NOPTS_VALUE) {
      return 0;
    }
    AVRational base = stream.time_base();
    return new Timestamp(stream.start_time(), base.num(), base.den()).microseconds();
  }

  /** How a stream's images are turned to stand upright. */
  Orientation orientation(int index) {
    AVCodecParameters codec = stream(index).codecpar();
    return orientation(codec.coded_side_data(), codec.nb_coded_side_data());
  }

  /** How side data ask for images to be turned. */
  static Orientation orientation(AVPacketSideData sideData, int count) {
    AVPacketSideData found =
        count == 0 ? null : av_packet_side_data_get(sideData, count, AV_PKT_DATA_DISPLAYMATRIX);
    if (found == null || found.isNull() || found.size() < 9 * Integer.BYTES) {
      return Orientation.UPRIGHT;
    }
    int[] matrix = new int[9];
    new IntPointer(found.data()).get(matrix);
    return Orientation.ofMatrix(matrix);
  }

  /** The length of a stream in seconds, the file's where the stream doesn't say, 0 if unknown. */
  double seconds(int index) {
    AVStream stream = stream(index);
    if (stream.duration() != avutil.AV_NOPTS_VALUE) {
      return stream.duration() * avutil.av_q2d(stream.time_base());
    }
    return context.duration() == avutil.AV_NOPTS_VALUE
        ? 0
        : context.duration() / (double) avutil.AV_TIME_BASE;
  }

  /** Whether a time leads to a place in the file. */
  boolean isSeekable() {
    String format = format();
    return SEEKABLE.stream().anyMatch(format::contains);
  }

  /** The short name of the container's format, for instance {@code mov,mp4,m4a,3gp,3g2,mj2}. */
  String format() {
    return context.iformat().name().getString();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      avformat_close_input(context);
      if (hiding != null) {
        hiding.close();
      }
    }
  }
}
