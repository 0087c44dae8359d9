package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.asva.media.Audio;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/** The samples of audio on their way through any encoder of audio. */
final class SampleStream {
  private static final int ANY_SIZE = 1024;
  private static final int BITS_PER_CHANNEL = 64_000;

  private final Encoder encoder;
  private final Audio audio;
  private final int format;
  private int next;

  private SampleStream(Encoder encoder, Audio audio, int format) {
    this.encoder = encoder;
    this.audio = audio;
    this.format = format;
  }

  /**
   * Opens an encoder for audio.
   *
   * @param format floats, a plane for each channel, or 16 bits, the channels taking turns
   */
  static SampleStream open(Encoder encoder, Audio audio, int format) {
    AVCodecContext context = encoder.context();
    context.sample_fmt(format);
    context.sample_rate(audio.rate());
    av_channel_layout_default(context.ch_layout(), audio.channels());
    context.time_base(new AVRational().num(1).den(audio.rate()));
    context.bit_rate((long) BITS_PER_CHANNEL * audio.channels());
    encoder.open(Map.of());
    return new SampleStream(encoder, audio, format);
  }

  /** Encodes the blocks that begin before a time. */
  void encodeUpTo(double seconds) {
    while (next < audio.length() && (double) next / audio.rate() <= seconds) {
      encodeBlock();
    }
  }

  private void encodeBlock() {
    AVFrame frame = encoder.frame();
    int size = encoder.context().frame_size();
    int n = Math.min(size == 0 ? ANY_SIZE : size, audio.length() - next);
    try {
      frame.format(format);
      frame.nb_samples(n);
      frame.sample_rate(audio.rate());
      av_channel_layout_copy(frame.ch_layout(), encoder.context().ch_layout());
      Ffmpeg.check(av_frame_get_buffer(frame, 0), "No memory for samples");
      for (int c = 0; c < audio.channels(); c++) {
        fill(frame, c, n);
      }
      frame.pts(next);
      next += n;
      encoder.encode(frame);
    } finally {
      av_frame_unref(frame);
    }
  }

  private void fill(AVFrame frame, int channel, int n) {
    float[] samples = audio.samples()[channel];
    if (format == avutil.AV_SAMPLE_FMT_FLTP) {
      new FloatPointer(frame.extended_data(channel)).put(samples, next, n);
      return;
    }
    ShortPointer data = new ShortPointer(frame.extended_data(0));
    for (int i = 0; i < n; i++) {
      float value = Math.max(-1, Math.min(1, samples[next + i]));
      data.put((long) i * audio.channels() + channel, (short) Math.round(32767 * value));
    }
  }
}
