package io.asva.media.internal;

import io.asva.media.AudioTrack;
import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import io.asva.media.MediaNote;
import io.asva.media.VideoTrack;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Which streams of a file are used, what its header says of them, and where its time axis begins.
 *
 * @param video the images, with the length that the header gives
 * @param audio the audio, with the length that the header gives
 * @param videoIndex the images' stream, -1 where there are none
 * @param audioIndex the audio's stream, -1 where there is none
 * @param videoBegin seconds on the axis at which the images begin
 * @param audioBegin seconds on the axis at which the audio begins
 * @param audioStreams how many audio clips the file has
 * @param audioName the audio among them, in words
 * @param period seconds from one frame to the next where none is missing
 * @param interlaced whether the header says that frames are made of two fields
 * @param timeline the file's time axis
 */
public record Tracks(
    @Nullable VideoTrack video,
    @Nullable AudioTrack audio,
    int videoIndex,
    int audioIndex,
    double videoBegin,
    double audioBegin,
    int audioStreams,
    String audioName,
    double period,
    boolean interlaced,
    Timeline timeline) {
  private static final double USUAL_FPS = 25;
  // Beyond it FFmpeg guesses from time stamps that fit no rate, and its guess is their resolution.
  private static final double HIGHEST_FPS = 210;

  /** Looks at an opened file, which is closed by that. */
  static Tracks of(InputFile file, String expected) {
    try (file) {
      int videoIndex = file.best(avutil.AVMEDIA_TYPE_VIDEO);
      int audioIndex = file.best(avutil.AVMEDIA_TYPE_AUDIO, videoIndex);
      if (videoIndex < 0 && audioIndex < 0) {
        throw new MediaException(
            file.path()
                + " has neither images nor audio that can be decoded; expected "
                + expected
                + ", found "
                + FileCheck.describe(file.path())
                + ".");
      }
      VideoTrack video = videoIndex < 0 ? null : videoTrack(file, videoIndex);
      AudioTrack audio = audioIndex < 0 ? null : audioTrack(file, audioIndex);
      int audioStreams = file.count(avutil.AVMEDIA_TYPE_AUDIO);
      String name = audioIndex < 0 ? "" : name(file, audioIndex);
      double period = video == null ? 0 : period(file.stream(videoIndex), video.fps());
      boolean interlaced = videoIndex >= 0 && isInterlaced(file.stream(videoIndex).codecpar());
      Timeline timeline = new Timeline(file.begin());
      return new Tracks(
          video,
          audio,
          videoIndex,
          audioIndex,
          begin(file, videoIndex, timeline),
          begin(file, audioIndex, timeline),
          audioStreams,
          name,
          period,
          interlaced,
          timeline);
    }
  }

  private static double begin(InputFile file, int index, Timeline timeline) {
    return index < 0 ? 0 : Timeline.seconds(file.begin(index) - timeline.origin());
  }

  private static VideoTrack videoTrack(InputFile file, int index) {
    AVCodecParameters codec = file.stream(index).codecpar();
    if (codec.width() < 1 || codec.height() < 1) {
      throw new MediaException(
          file.path() + ": the size of its images is unknown; the file is damaged or cut short.");
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
          file.path() + ": the rate of its audio is unknown; the file is damaged or cut short.");
    }
    return new AudioTrack(
        codec.sample_rate(), codec.ch_layout().nb_channels(), file.seconds(index));
  }

  /** The rate at which all frames' times can be met, which is higher than an average with gaps. */
  private static double period(AVStream stream, double fps) {
    AVRational common = stream.r_frame_rate();
    double highest = common.den() == 0 ? 0 : avutil.av_q2d(common);
    double rate = highest > HIGHEST_FPS ? highest : fps;
    return 1 / (rate > 0 ? rate : USUAL_FPS);
  }

  private static boolean isInterlaced(AVCodecParameters codec) {
    if (codec.codec_id() == avcodec.AV_CODEC_ID_DVVIDEO) {
      return true; // always, though containers don't say so
    }
    return switch (codec.field_order()) {
      case avcodec.AV_FIELD_TT, avcodec.AV_FIELD_BB, avcodec.AV_FIELD_TB, avcodec.AV_FIELD_BT ->
          true;
      default -> false;
    };
  }

  /** The number of an audio track among the audio tracks, its language and its codec. */
  private static String name(InputFile file, int index) {
    int number = 0;
    for (int i = 0; i <= index; i++) {
      boolean isAudio = file.stream(i).codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO;
      number += isAudio ? 1 : 0;
    }
    AVStream stream = file.stream(index);
    String codec = avcodec.avcodec_get_name(stream.codecpar().codec_id()).getString();
    AVDictionaryEntry language = avutil.av_dict_get(stream.metadata(), "language", null, 0);
    return "number "
        + number
        + " ("
        + (language == null || language.isNull() ? "" : language.value().getString() + ", ")
        + codec
        + ")";
  }

  /** The shorter of what the header says of images and audio; infinite without either. */
  public double headerSeconds() {
    return Math.min(
        video == null ? Double.POSITIVE_INFINITY : video.seconds(),
        audio == null ? Double.POSITIVE_INFINITY : audio.seconds());
  }

  /** Notes on the images of the file, whose path is given. */
  public List<MediaNote> imageNotes(Path file) {
    return interlaced
        ? List.of(
            MediaNote.of(
                MediaNote.Kind.INTERLACED,
                file,
                " is interlaced: both fields of a frame are taken as one image."))
        : List.of();
  }

  /** Notes on the audio of the file, whose path is given. */
  public List<MediaNote> audioNotes(Path file) {
    return audioStreams > 1
        ? List.of(
            MediaNote.of(
                MediaNote.Kind.TRACK_CHOSEN,
                file,
                " has %d audio tracks; %s is taken.",
                audioStreams,
                audioName))
        : List.of();
  }

  /** Opens a file, looks at it and closes it. */
  public static Tracks of(Path path, MediaLimits limits) {
    return MediaBoundary.read(path, () -> of(Decoding.open(path, limits), Decoding.EXPECTED));
  }
}
