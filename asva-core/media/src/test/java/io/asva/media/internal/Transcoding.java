package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;

import io.asva.core.signal.Resampler;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.MediaFile;
import io.asva.media.Video;
import io.asva.media.VideoFrames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avutil;

/** Writes videos again in codecs that the library reads and does not write. */
public enum Transcoding {
  /** MPEG-4 Part 2 and MP3. */
  AVI("mpeg4", "libmp3lame", avutil.AV_SAMPLE_FMT_FLTP),
  /** VP9 and Opus. */
  WEBM("libvpx-vp9", "libopus", avutil.AV_SAMPLE_FMT_S16),
  /** VP8 and FLAC. */
  MKV("libvpx", "flac", avutil.AV_SAMPLE_FMT_S16),
  /** Motion JPEG and PCM. */
  MOV("mjpeg", "pcm_s16le", avutil.AV_SAMPLE_FMT_S16);

  private static final int OPUS_RATE = 48_000;

  private final String videoCodec;
  private final String audioCodec;
  private final int sampleFormat;

  Transcoding(String videoCodec, String audioCodec, int sampleFormat) {
    this.videoCodec = videoCodec;
    this.audioCodec = audioCodec;
    this.sampleFormat = sampleFormat;
  }

  /** The ending of its files' names, with the dot. */
  public String ending() {
    return switch (this) {
      case AVI -> ".avi";
      case WEBM -> ".webm";
      case MKV -> ".mkv";
      case MOV -> ".mov";
    };
  }

  /** Writes a video with audio again; the frames and their rate stay. */
  public void transcode(Path from, Path to) {
    MediaFile source = MediaFile.open(from);
    List<Image> frames = new ArrayList<>();
    try (VideoFrames reader = source.frames()) {
      while (reader.next()) {
        frames.add(reader.image());
      }
    }
    write(to, new Video(frames, source.requireVideoTrack().fps()), audio(source));
  }

  private Audio audio(MediaFile source) {
    Audio audio = source.audio();
    if (this != WEBM || audio.rate() == OPUS_RATE) {
      return audio;
    }
    Resampler resampler = Resampler.of(audio.rate(), OPUS_RATE);
    float[][] resampled = new float[audio.channels()][];
    for (int c = 0; c < resampled.length; c++) {
      resampled[c] = resampler.resample(audio.samples()[c]);
    }
    return new Audio(OPUS_RATE, resampled);
  }

  private void write(Path file, Video video, Audio audio) {
    AVFormatContext context = new AVFormatContext(null);
    Ffmpeg.check(
        avformat_alloc_output_context2(context, null, null, Ffmpeg.url(file)), "No writer");
    try (Encoder videoEncoder =
            new Encoder(context, videoCodec, avcodec_find_encoder_by_name(videoCodec));
        Encoder audioEncoder =
            new Encoder(context, audioCodec, avcodec_find_encoder_by_name(audioCodec))) {
      ImageStream image = ImageStream.open(videoEncoder, video);
      SampleStream sample = SampleStream.open(audioEncoder, audio, sampleFormat);
      AVIOContext output = new AVIOContext(null);
      Ffmpeg.check(avio_open(output, Ffmpeg.url(file), AVIO_FLAG_WRITE), "Can't write " + file);
      context.pb(output);
      Ffmpeg.check(avformat_write_header(context, (AVDictionary) null), "Can't write the header");
      for (int i = 0; i < video.frames().size(); i++) {
        sample.encodeUpTo(i / video.fps());
        image.encode(i);
      }
      sample.encodeUpTo(Double.POSITIVE_INFINITY);
      videoEncoder.encode(null);
      audioEncoder.encode(null);
      Ffmpeg.check(av_write_trailer(context), "Can't finish " + file);
    } finally {
      if (context.pb() != null && !context.pb().isNull()) {
        avio_closep(context.pb());
      }
      avformat_free_context(context);
    }
  }
}
