package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.asva.media.Audio;
import io.asva.media.MediaException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;

/** Encodes audio as AAC with FFmpeg's own encoder. */
final class AacEncoder implements AutoCloseable {
  private static final Set<Integer> RATES =
      new TreeSet<>(
          Set.of(
              7350, 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200,
              96000));
  private static final int MOST_CHANNELS = 8;
  private static final int BITS_PER_SAMPLE = 4;
  private static final int MOST_BITS_PER_CHANNEL = 128_000;

  private final Encoder encoder;
  private final Audio audio;
  private int next;

  AacEncoder(AVFormatContext file, Audio audio) {
    if (!RATES.contains(audio.rate())) {
      throw new MediaException(
          "AAC has no sampling rate of "
              + audio.rate()
              + "; resample the audio to one of "
              + RATES
              + ".");
    }
    if (audio.channels() > MOST_CHANNELS) {
      throw new MediaException(
          "Audio of " + audio.channels() + " channels can't be saved as AAC; at most 8 can.");
    }
    this.audio = audio;
    encoder = new Encoder(file, "aac", avcodec_find_encoder_by_name("aac"));
    try {
      AVCodecContext context = encoder.context();
      context.sample_fmt(avutil.AV_SAMPLE_FMT_FLTP);
      context.sample_rate(audio.rate());
      av_channel_layout_default(context.ch_layout(), audio.channels());
      context.time_base(new AVRational().num(1).den(audio.rate()));
      int bits = Math.min(MOST_BITS_PER_CHANNEL, BITS_PER_SAMPLE * audio.rate());
      context.bit_rate((long) bits * audio.channels());
      encoder.open(Map.of());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The time in seconds of the next block, infinite after the last. */
  double time() {
    return next < audio.length() ? (double) next / audio.rate() : Double.POSITIVE_INFINITY;
  }

  /** Encodes the next block. */
  void encodeNext() {
    AVFrame frame = encoder.frame();
    int n = Math.min(encoder.context().frame_size(), audio.length() - next);
    try {
      frame.format(avutil.AV_SAMPLE_FMT_FLTP);
      frame.nb_samples(n);
      frame.sample_rate(audio.rate());
      av_channel_layout_copy(frame.ch_layout(), encoder.context().ch_layout());
      Ffmpeg.check(av_frame_get_buffer(frame, 0), "No memory for samples");
      for (int c = 0; c < audio.channels(); c++) {
        float[] clipped = new float[n];
        for (int i = 0; i < n; i++) {
          float value = audio.samples()[c][next + i];
          clipped[i] = Math.max(-1, Math.min(1, value));
        }
        new FloatPointer(frame.extended_data(c)).capacity(n).put(clipped, 0, n);
      }
      frame.pts(next);
      next += n;
      encoder.encode(frame);
    } finally {
      av_frame_unref(frame);
    }
  }

  void finish() {
    encoder.encode(null);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
