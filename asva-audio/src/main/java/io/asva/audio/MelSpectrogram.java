package io.asva.audio;

import io.asva.audio.internal.FilterBank;
import io.asva.core.tensor.FiniteCheck;
import io.asva.core.tensor.FloatTensor;
import java.util.Arrays;

/**
 * The logarithmic mel spectrogram that ImageBind and the sync classifier take: 128 bands by 204
 * frames of 10 ms, normalised.
 *
 * <p>The central 2 s of the audio are kept, the mean of all its channels is taken out, and the
 * first channel goes through Kaldi's filter bank (frames of 25 ms every 10 ms, Hann window,
 * pre-emphasis 0.97, 20 Hz to 8 kHz). What is missing from 204 frames is filled with zeros at the
 * end; then (x + 4.268) / 9.138, AudioSet's statistics.
 *
 * <p>Stateless and safe for use by many threads.
 */
public final class MelSpectrogram {
  /** The sampling rate that audio must have, in samples a second. */
  public static final int RATE = 16_000;

  /** Bands of frequency. */
  public static final int BANDS = 128;

  /** Frames of 10 ms. */
  public static final int FRAMES = 204;

  private static final int LONGEST = 2 * RATE;
  private static final float MEAN = (float) -4.268;
  private static final float DEVIATION = (float) 9.138;

  private MelSpectrogram() {}

  /**
   * The spectrogram of audio.
   *
   * @param waveform (channels, samples) at {@link #RATE}; not changed
   * @return (1, 128, 204)
   * @throws AudioException if the audio is shorter than a frame (25 ms) or holds values that are
   *     not numbers
   */
  public static FloatTensor of(FloatTensor waveform) {
    if (waveform.shape().rank() != 2 || waveform.shape().dim(0) < 1) {
      throw new AudioException(
          "A waveform is (channels, samples), with a channel at least; found "
              + waveform.shape()
              + ".");
    }
    int length = waveform.shape().dim(1);
    if (length < FilterBank.WINDOW) {
      throw new AudioException(
          "The audio has "
              + length
              + " samples at 16 kHz; a spectrogram needs "
              + FilterBank.WINDOW
              + " (25 ms) or more.");
    }
    int kept = Math.min(length, LONGEST);
    int start = (length - kept) / 2;
    float[] first = Arrays.copyOfRange(waveform.values(), start, start + kept);
    float mean = mean(waveform, start, kept);
    for (int i = 0; i < kept; i++) {
      first[i] -= mean;
    }
    float[] mel = normalised(FilterBank.INSTANCE.apply(first));
    if (!FiniteCheck.isFinite(mel)) {
      throw new AudioException(
          "The audio holds a sample of "
              + largest(first)
              + ", from which no spectrogram can be computed: samples lie in -1..1. Decode it"
              + " again.");
    }
    return FloatTensor.of(mel, 1, BANDS, FRAMES);
  }

  /**
   * The spectrogram that stands for no audio in classifier-free guidance: (1, 128, 204) zeros,
   * which is not what silence gives.
   */
  public static FloatTensor none() {
    return FloatTensor.zeros(1, BANDS, FRAMES);
  }

  private static float largest(float[] samples) {
    float largest = 0;
    for (float sample : samples) {
      largest = Math.abs(sample) > Math.abs(largest) ? sample : largest;
    }
    return largest;
  }

  private static float mean(FloatTensor waveform, int start, int kept) {
    int channels = waveform.shape().dim(0);
    int length = waveform.shape().dim(1);
    double sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < kept; i++) {
        sum += waveform.values()[channel * length + start + i];
      }
    }
    if (!Double.isFinite(sum)) {
      throw new AudioException(
          "The audio holds samples that are not finite numbers; decode it again.");
    }
    return (float) (sum / ((double) channels * kept));
  }

  private static float[] normalised(float[][] frames) {
    float[] out = new float[BANDS * FRAMES];
    Arrays.fill(out, (0 - MEAN) / DEVIATION);
    for (int t = 0; t < Math.min(FRAMES, frames.length); t++) {
      for (int band = 0; band < BANDS; band++) {
        out[band * FRAMES + t] = (frames[t][band] - MEAN) / DEVIATION;
      }
    }
    return out;
  }
}
