package io.asva.metrics.avalign;

import io.asva.core.signal.Fft;

/**
 * How much louder a sound becomes from one moment to the next, the mean over 128 mel bands: the
 * spectral flux of Boeck and Widmer (2013) as librosa's {@code onset_strength} computes it by
 * default. What librosa stores in single precision is rounded to it here, because onsets are told
 * by comparing neighbours for equality.
 */
final class OnsetEnvelope {
  /** Samples a second. */
  static final int RATE = 22050;

  /** Samples between two values. */
  static final int HOP = 512;

  private static final int POINTS = 2048;
  private static final int BANDS = 128;
  private static final double LEAST_POWER = 1e-10;
  private static final float DYNAMIC_RANGE = 80; // dB
  private static final int LAG = 1;
  private static final int DELAY = LAG + POINTS / (2 * HOP);

  private OnsetEnvelope() {}

  /**
   * The envelope of a sound.
   *
   * @param samples mono, at 22050 Hz, at least one
   * @return one value for each 512 samples begun, and one more
   */
  static float[] of(float[] samples) {
    float[][] decibels = decibels(samples);
    float[] envelope = new float[decibels.length];
    for (int t = DELAY; t < envelope.length; t++) {
      float sum = 0;
      for (int band = 0; band < BANDS; band++) {
        sum += Math.max(0, decibels[t - DELAY + LAG][band] - decibels[t - DELAY][band]);
      }
      envelope[t] = sum / BANDS;
    }
    return envelope;
  }

  private static float[][] decibels(float[] samples) {
    MelFilters filters = MelFilters.of(RATE, POINTS, BANDS);
    Fft fft = new Fft(POINTS);
    double[] window = hann();
    float[][] result = new float[1 + samples.length / HOP][BANDS];
    float loudest = Float.NEGATIVE_INFINITY;
    for (int t = 0; t < result.length; t++) {
      float[] power = power(samples, t * HOP - POINTS / 2, window, fft);
      for (int band = 0; band < BANDS; band++) {
        double level = Math.max(LEAST_POWER, filters.apply(band, power));
        result[t][band] = (float) (10 * Math.log10(level));
        loudest = Math.max(loudest, result[t][band]);
      }
    }
    for (float[] frame : result) {
      for (int band = 0; band < BANDS; band++) {
        frame[band] = Math.max(frame[band], loudest - DYNAMIC_RANGE);
      }
    }
    return result;
  }

  /** The power spectrum of a piece of the sound; outside it, there is silence. */
  private static float[] power(float[] samples, int from, double[] window, Fft fft) {
    double[] real = new double[POINTS];
    double[] imaginary = new double[POINTS];
    for (int i = Math.max(0, -from); i < Math.min(POINTS, samples.length - from); i++) {
      real[i] = (float) window[i] * samples[from + i];
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
