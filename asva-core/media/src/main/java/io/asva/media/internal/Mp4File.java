package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.asva.media.Audio;
import io.asva.media.Video;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/** Writes H.264 and AAC into an mp4 file. */
public final class Mp4File {
  private static final int COARSER = 6; // half the detail

  private Mp4File() {}

  /**
   * Writes a video with or without audio to a file, which need not be there. The images are encoded
   * as finely as the encoder can: of noise it refuses so much detail, and takes less.
   */
  public static void write(Path file, Video video, @Nullable Audio audio) {
    Ffmpeg.prepare();
    for (int quantiser = H264Encoder.FINEST; ; quantiser += COARSER) {
      try {
        write(file, video, audio, quantiser);
        return;
      } catch (EncoderException e) {
        if (quantiser + COARSER > H264Encoder.COARSEST) {
          throw e.refusal();
        }
      }
    }
  }

  private static void write(Path file, Video video, @Nullable Audio audio, int quantiser) {
    AVFormatContext context = new AVFormatContext(null);
    Ffmpeg.check(
        avformat_alloc_output_context2(context, null, "mp4", Ffmpeg.url(file)), "No mp4 writer");
    try {
      write(context, file, video, audio, quantiser);
    } finally {
      if (context.pb() != null && !context.pb().isNull()) {
        avio_closep(context.pb());
      }
      avformat_free_context(context);
    }
  }

  private static void write(
      AVFormatContext context, Path file, Video video, @Nullable Audio audio, int quantiser) {
    try (H264Encoder images = new H264Encoder(context, video, quantiser);
        AacEncoder samples = audio == null ? null : new AacEncoder(context, audio)) {
      AVIOContext output = new AVIOContext(null);
      Ffmpeg.check(avio_open(output, Ffmpeg.url(file), AVIO_FLAG_WRITE), "Can't write " + file);
      context.pb(output);
      header(context);
      for (int i = 0; i < video.frames().size(); i++) {
        while (samples != null && samples.time() <= images.time()) {
          samples.encodeNext();
        }
        images.encode(video.frames().get(i));
      }
      while (samples != null && samples.time() < Double.POSITIVE_INFINITY) {
        samples.encodeNext();
      }
      images.finish();
      if (samples != null) {
        samples.finish();
      }
      Ffmpeg.check(av_write_trailer(context), "Can't finish " + file);
    }
  }

  private static void header(AVFormatContext context) {
    AVDictionary options = new AVDictionary(null);
    try {
      av_dict_set(options, "movflags", "+faststart", 0);
      Ffmpeg.check(avformat_write_header(context, options), "Can't write the header");
    } finally {
      av_dict_free(options);
    }
  }
}
