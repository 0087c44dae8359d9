package io.asva.core.media.internal;

import io.asva.core.media.AudioBlocks;
import io.asva.core.media.AudioTrack;
import io.asva.core.media.MediaException;
import io.asva.core.media.MediaLimits;
import io.asva.core.media.VideoFrames;
import io.asva.core.media.VideoTrack;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The entry to FFmpeg's decoders. */
public final class Decoding {
  private static final String EXPECTED = "a video or sound file";

  private Decoding() {}

  /** What a file holds. */
  public record Tracks(@Nullable VideoTrack video, @Nullable AudioTrack audio) {}

  /** Opens a file, looks at it and closes it. */
  public static Tracks examine(Path path, MediaLimits limits) {
    try (InputFile file = open(path, limits)) {
      int video = file.best(avutil.AVMEDIA_TYPE_VIDEO);
      int audio = file.best(avutil.AVMEDIA_TYPE_AUDIO);
      if (video < 0 && audio < 0) {
        throw new MediaException(
            path
                + " has neither pictures nor sound that can be decoded; expected "
                + EXPECTED
                + ", found "
                + FileCheck.describe(path)
                + ".");
      }
      return new Tracks(
          video < 0 ? null : videoTrack(file, video), audio < 0 ? null : audioTrack(file, audio));
    }
  }

  private static VideoTrack videoTrack(InputFile file, int index) {
    AVCodecParameters codec = file.stream(index).codecpar();
    if (codec.width() < 1 || codec.height() < 1) {
      throw new MediaException(
          file.path() + ": the size of its pictures is unknown; the file is damaged or cut short.");
    }
    Orientation orientation = file.orientation(index);
    AVRational rate =
        avformat.av_guess_frame_rate(file.context(), file.stream(index), (AVFrame) null);
    double fps = rate.den() == 0 ? 0 : avutil.av_q2d(rate);
    boolean swap = orientation.swapsSides();
    return new VideoTrack(
        swap ? codec.height() : codec.width(),
        swap ? codec.width() : codec.height(),
        fps,
        file.seconds(index),
        orientation.degrees());
  }

  private static AudioTrack audioTrack(InputFile file, int index) {
    AVCodecParameters codec = file.stream(index).codecpar();
    if (codec.sample_rate() < 1 || codec.ch_layout().nb_channels() < 1) {
      throw new MediaException(
          file.path() + ": the rate of its sound is unknown; the file is damaged or cut short.");
    }
    return new AudioTrack(
        codec.sample_rate(), codec.ch_layout().nb_channels(), file.seconds(index));
  }

  /** The frames of a file with time at or after {@code from} seconds. */
  public static VideoFrames frames(Path path, MediaLimits limits, double from) {
    InputFile file = open(path, limits);
    return DecodedFrames.open(file, stream(file, avutil.AVMEDIA_TYPE_VIDEO, "pictures"), from);
  }

  /** The blocks of samples of a file with time at or after {@code from} seconds. */
  public static AudioBlocks blocks(Path path, MediaLimits limits, double from) {
    InputFile file = open(path, limits);
    int index = stream(file, avutil.AVMEDIA_TYPE_AUDIO, "sound");
    return new DecodedBlocks(StreamDecoder.open(file, index), from);
  }

  private static int stream(InputFile file, int type, String what) {
    int index = file.best(type);
    if (index < 0) {
      file.close();
      throw new MediaException(file.path() + " has no " + what + ".");
    }
    return index;
  }

  private static InputFile open(Path path, MediaLimits limits) {
    return InputFile.open(path, InputFile.CONTAINERS, EXPECTED, limits);
  }
}
