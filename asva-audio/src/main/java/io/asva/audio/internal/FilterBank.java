package io.asva.audio.internal;

import io.asva.core.signal.Fft;

/**
 * Kaldi's log mel filter bank with the settings ImageBind was trained on: 16 kHz, frames of 400
 * samples every 160 where they fit whole, each frame's mean removed, pre-emphasis 0.97, Hann
 * window, power spectrum of 512 points, 128 triangles between 20 Hz and 8 kHz, natural logarithm.
 */
public final class FilterBank {
  /** The only one. */
  public static final FilterBank INSTANCE = new FilterBank();

  /** Samples of a frame. */
  public static final int WINDOW = 400;

  private static final int SHIFT = 160;
  private static final float PRE_EMPHASIS = (float) 0.97;
  // Single precision's epsilon, below which Kaldi takes no logarithm.
  private static final float FLOOR = Math.ulp(1f);

  private final Fft fft = new Fft(512);
  private final MelBands bands = new MelBands(128, 512, 16_000, 20);
  private final float[] window = new float[WINDOW];

  private FilterBank() {
    for (int i = 0; i < WINDOW; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / (WINDOW - 1)));
    }
  }

  /** The frames' bands, [frame][band]; none for fewer than {@link #WINDOW} samples. */
  public float[][] apply(float[] samples) {
    int frames = samples.length < WINDOW ? 0 : 1 + (samples.length - WINDOW) / SHIFT;
    float[][] result = new float[frames][];
    double[] real = new double[fft.size()];
    double[] imaginary = new double[fft.size()];
    float[] power = new float[fft.size() / 2];
    for (int t = 0; t < frames; t++) {
      cut(samples, t * SHIFT, real);
      java.util.Arrays.fill(imaginary, 0);
      fft.transform(real, imaginary);
      for (int k = 0; k < power.length; k++) {
        power[k] = (float) (real[k] * real[k] + imaginary[k] * imaginary[k]);
      }
      result[t] = bands.apply(power);
      for (int band = 0; band < result[t].length; band++) {
        result[t][band] = (float) Math.log(Math.max(result[t][band], FLOOR));
      }
    }
    return result;
  }

  private void cut(float[] samples, int start, double[] out) {
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      sum += samples[start + i];
    }
    float mean = (float) (sum / WINDOW);
    float previous = samples[start] - mean;
    for (int i = 0; i < WINDOW; i++) {
      float value = samples[start + i] - mean;
      out[i] = (value - PRE_EMPHASIS * previous) * window[i];
      previous = value;
    }
    java.util.Arrays.fill(out, WINDOW, out.length, 0);
  }
}
