package io.asva.diffusion.scheduler;

/**
 * Sums of arrays with a factor each, a x + b y + ....
 *
 * <p>A plain loop, because it is the fastest: a sum of five arrays of 45,056 (90,112, 180,224)
 * floats takes 21 (45, 109) microseconds on one core of an AMD EPYC; ND4J 1.0.0-M2.1 takes 109
 * (164, 280) when its arrays are already off the heap, 575 (1103, 2134) with the copies there and
 * back, and seconds for its first call.
 */
final class LinearCombination {
  private LinearCombination() {}

  static float[] of(float a, float[] x, float b, float[] y) {
    float[] out = new float[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = a * x[i] + b * y[i];
    }
    return out;
  }

  static float[] of(float[] factors, float[][] terms) {
    float[] out = new float[terms[0].length];
    for (int k = 0; k < terms.length; k++) {
      add(out, factors[k], terms[k]);
    }
    return out;
  }

  static void add(float[] out, float factor, float[] x) {
    for (int i = 0; i < out.length; i++) {
      out[i] += factor * x[i];
    }
  }
}
