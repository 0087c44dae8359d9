package io.asva.diffusion.internal;

import io.asva.audio.AudioException;
import io.asva.audio.MelSpectrogram;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.AnimationRequest;
import io.asva.media.Audio;
import io.asva.media.AudioClips;
import io.asva.media.AudioSource;
import io.asva.media.MediaFile;
import io.asva.media.MediaLimits;
import io.asva.media.MediaNote;
import io.asva.media.Protocol;
import io.asva.media.Shortfall;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The audio that is saved with a clip: as much of its middle as the clip is long, without its mean
 * over all channels, silence after a shorter one.
 */
final class AudioTrack {
  private static final int LOWEST_RATE = 1_000;
  private static final int HIGHEST_RATE = 1_000_000;
  private static final long MOST_SAMPLES = MediaLimits.DEFAULT.samples();

  private AudioTrack() {}

  /** Notes for the owner of audio (channels, samples) at 16 kHz of a clip that lasts so long. */
  static List<MediaNote> notes(FloatTensor waveform, double clip) {
    double seconds = waveform.shape().dim(1) / (double) MelSpectrogram.RATE;
    if (!Shortfall.isWorthANote(seconds, clip)) {
      return List.of();
    }
    return List.of(
        new MediaNote(
            MediaNote.Kind.AUDIO_ENDS,
            String.format(
                Locale.ROOT,
                "The audio lasts %.2f s; its track is padded with %.2f s of silence.",
                seconds,
                clip - seconds)));
  }

  /**
   * Clips of audio, evenly spread over it from the source's start on, at 16 kHz.
   *
   * @throws AudioException if it has no samples, or an absurd rate or length
   */
  static List<FloatTensor> clips(AudioSource.Memory source, int count) {
    requireStart(source.start(), source.audio().seconds());
    Audio audio = source.audio().between(source.start(), Double.POSITIVE_INFINITY);
    requireRate(audio.rate());
    requireLength(audio);
    return AudioClips.uniform(audio.tensor(), audio.rate(), AnimationRequest.SECONDS, count);
  }

  /**
   * Some of the clips that are evenly spread over a file's audio, at 16 kHz.
   *
   * @param from the moment that the first begins at, in seconds
   * @param wanted the numbers of those that are read
   * @param notes is told what was done to the audio
   * @throws AudioException if it has no samples, or an absurd rate
   */
  static List<FloatTensor> clips(
      MediaFile file, double from, int count, List<Integer> wanted, Consumer<MediaNote> notes) {
    requireRate(file.requireAudioTrack().rate());
    requireStart(from, file.audioEnd());
    return AudioClips.uniform(file, from, AnimationRequest.SECONDS, count, wanted, notes);
  }

  /**
   * Audio from the source's start on, at 16 kHz.
   *
   * @param seconds how much of it; all when absent
   * @throws AudioException if it has no samples, or an absurd rate or length
   */
  static FloatTensor part(AudioSource.Memory source, Optional<Double> seconds) {
    requireStart(source.start(), source.audio().seconds());
    Audio audio = source.audio().between(source.start(), end(source.start(), seconds));
    requireLength(audio);
    return resampled(audio);
  }

  /** The same of a file's audio. */
  static FloatTensor part(
      MediaFile file, double from, Optional<Double> seconds, Consumer<MediaNote> notes) {
    requireStart(from, file.audioEnd());
    file.audioNotes().forEach(notes);
    return resampled(file.audio(from, end(from, seconds), Protocol.CORRECTED, notes));
  }

  private static double end(double start, Optional<Double> seconds) {
    return seconds.map(s -> start + s).orElse(Double.POSITIVE_INFINITY);
  }

  private static FloatTensor resampled(Audio audio) {
    requireRate(audio.rate());
    if (audio.length() == 0) {
      throw new AudioException("The audio has no samples.");
    }
    return Resampler.of(audio.rate(), MelSpectrogram.RATE).resample(audio.tensor());
  }

  private static void requireStart(double start, double seconds) {
    if (start > 0 && start >= seconds) {
      throw new AudioException(
          String.format(
              Locale.ROOT,
              "The audio is to be taken from %.2f s on, but lasts %.2f s.",
              start,
              seconds));
    }
  }

  private static void requireLength(Audio audio) {
    if (audio.seconds() * MelSpectrogram.RATE * audio.channels() > MOST_SAMPLES) {
      throw new AudioException(
          String.format(
              Locale.ROOT,
              "The audio lasts %.0f s on %d channels, which is more than can be held; cut it.",
              audio.seconds(),
              audio.channels()));
    }
  }

  private static void requireRate(int rate) {
    if (rate < LOWEST_RATE || rate > HIGHEST_RATE) {
      throw new AudioException(
          "The audio has "
              + rate
              + " samples a second; expected "
              + LOWEST_RATE
              + " to "
              + HIGHEST_RATE
              + ".");
    }
  }

  /**
   * The track of a clip.
   *
   * @param waveform its audio, (channels, samples) at 16 kHz
   * @param seconds how long it lasts
   */
  static Audio of(FloatTensor waveform, double seconds) {
    int channels = waveform.shape().dim(0);
    int length = waveform.shape().dim(1);
    int wanted = (int) (seconds * MelSpectrogram.RATE);
    int kept = Math.min(length, wanted);
    int start = (length - kept) / 2;
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < kept; i++) {
        sum += waveform.values()[c * length + start + i];
      }
    }
    float mean = (float) (sum / ((double) channels * kept));
    float[][] samples = new float[channels][wanted];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < kept; i++) {
        samples[c][i] = waveform.values()[c * length + start + i] - mean;
      }
    }
    return new Audio(MelSpectrogram.RATE, samples);
  }
}
