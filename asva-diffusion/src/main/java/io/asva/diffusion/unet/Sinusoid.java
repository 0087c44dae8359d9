package io.asva.diffusion.unet;

import io.asva.core.tensor.FloatTensor;

/**
 * The frequencies of diffusers' sinusoidal embedding of timesteps and positions, {@code 10000^(-i /
 * (half - shift))}.
 */
final class Sinusoid {
  private static final double LONGEST_PERIOD = 10000;

  private Sinusoid() {}

  /** The frequencies of an embedding of {@code channels} values, half of them sines. */
  static FloatTensor frequencies(int channels, int shift) {
    int half = channels / 2;
    float[] values = new float[half];
    for (int i = 0; i < half; i++) {
      values[i] = (float) Math.exp((float) (-Math.log(LONGEST_PERIOD) * i) / (half - shift));
    }
    return FloatTensor.of(values, 1, half);
  }
}
