package io.asva.audio.internal;

/**
 * Triangles that are equally spaced on the mel scale, mel = 1127 ln(1 + f / 700), each reaching to
 * its neighbours' centres.
 */
final class MelBands {
  private final int[] first;
  private final float[][] weights;

  MelBands(int bands, int fftSize, int rate, double lowest) {
    double low = mel(lowest);
    double delta = (mel(rate / 2.0) - low) / (bands + 1);
    first = new int[bands];
    weights = new float[bands][];
    // Single precision as in the original: low triangles are narrower than the spectrum's lines,
    // so that rounding shows in their weights.
    for (int band = 0; band < bands; band++) {
      float left = (float) low + band * (float) delta;
      float centre = (float) low + (band + 1) * (float) delta;
      float right = (float) low + (band + 2) * (float) delta;
      float[] all = new float[fftSize / 2];
      int from = all.length;
      int to = 0;
      for (int k = 0; k < all.length; k++) {
        float mel = 1127 * (float) Math.log(1 + (float) rate / fftSize * k / 700);
        float up = (mel - left) / (centre - left);
        float down = (right - mel) / (right - centre);
        all[k] = Math.max(0, Math.min(up, down));
        if (all[k] > 0) {
          from = Math.min(from, k);
          to = k + 1;
        }
      }
      first[band] = Math.min(from, to);
      weights[band] = java.util.Arrays.copyOfRange(all, Math.min(from, to), to);
    }
  }

  private static double mel(double frequency) {
    return 1127 * Math.log(1 + frequency / 700);
  }

  float[] apply(float[] power) {
    float[] result = new float[first.length];
    for (int band = 0; band < result.length; band++) {
      double sum = 0;
      for (int k = 0; k < weights[band].length; k++) {
        sum += (double) power[first[band] + k] * weights[band][k];
      }
      result[band] = (float) sum;
    }
    return result;
  }
}
