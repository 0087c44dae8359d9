package io.asva.metrics.avalign;

import io.asva.core.signal.Fft;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The loudness in dB of 128 mel bands every 512 samples of audio that comes in pieces; before and
 * after it is silence.
 */
final class MelLevels {
  /** Samples between two rows of levels. */
  static final int HOP = 512;

  /** Samples that a row is made of, centred. */
  static final int POINTS = 2048;

  static final int BANDS = 128;

  private static final double LEAST_POWER = 1e-10;
  private static final double[] WINDOW = hann();

  private final MelFilters filters = MelFilters.of(OnsetEnvelope.RATE, POINTS, BANDS);
  private final Fft fft = new Fft(POINTS);
  private final Consumer<float[]> rows;
  private float[] pending = new float[2 * POINTS];
  private int filled = POINTS / 2; // silence before the audio

  /**
   * Levels of audio.
   *
   * @param rows takes each moment's bands
   */
  MelLevels(Consumer<float[]> rows) {
    this.rows = rows;
  }

  /** Takes a piece at 22050 Hz. */
  void put(float[] samples) {
    if (filled + samples.length > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(filled + samples.length, 2 * pending.length));
    }
    System.arraycopy(samples, 0, pending, filled, samples.length);
    filled += samples.length;
    int at = 0;
    for (; at + POINTS <= filled; at += HOP) {
      rows.accept(levels(at));
    }
    filled -= at;
    System.arraycopy(pending, at, pending, 0, filled);
  }

  /** Ends the audio. */
  void end() {
    put(new float[POINTS / 2]);
  }

  private float[] levels(int at) {
    float[] power = power(at);
    float[] levels = new float[BANDS];
    for (int band = 0; band < BANDS; band++) {
      levels[band] = (float) (10 * Math.log10(Math.max(LEAST_POWER, filters.apply(band, power))));
    }
    return levels;
  }

  private float[] power(int at) {
    double[] real = new double[POINTS];
    double[] imaginary = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      real[i] = (float) WINDOW[i] * pending[at + i];
    }
    fft.transform(real, imaginary);
    float[] power = new float[POINTS / 2 + 1];
    for (int i = 0; i < power.length; i++) {
      float magnitude = (float) Math.hypot((float) real[i], (float) imaginary[i]);
      power[i] = magnitude * magnitude;
    }
    return power;
  }

  private static double[] hann() {
    double[] window = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / POINTS);
    }
    return window;
  }
}
