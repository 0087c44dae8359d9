package io.asva.core.signal;

/**
 * The non-zero taps of a polyphase sinc filter: output {@code j * to + phase} is the product of
 * {@code taps} weights with the padded input from {@code j * from + first[phase]} on.
 */
final class SincFilter {
  private final int from;
  private final int to;
  private final int taps;
  private final int[] first;
  private final float[] weights;

  private SincFilter(int from, int to, int taps, int[] first, float[] weights) {
    this.from = from;
    this.to = to;
    this.taps = taps;
    this.first = first;
    this.weights = weights;
  }

  static SincFilter of(int from, int to, int width, double cutoff, int zeroCrossings) {
    // |t| < zeroCrossings spans 2 * zeroCrossings * from / cutoff inputs; two more for the rounding
    // of both ends.
    int taps = Math.min(2 * width + from, (int) Math.ceil(2.0 * zeroCrossings * from / cutoff) + 2);
    int[] first = new int[to];
    float[] weights = new float[Math.multiplyExact(to, taps)];
    float scale = (float) (cutoff / from);
    for (int phase = 0; phase < to; phase++) {
      double centre = (double) phase * from / to;
      int start = (int) Math.floor(centre - zeroCrossings * from / cutoff) + width;
      first[phase] = Math.min(Math.max(start, 0), 2 * width + from - taps);
      for (int k = 0; k < taps; k++) {
        weights[phase * taps + k] =
            weight(first[phase] + k - width, phase, from, to, (float) cutoff, zeroCrossings)
                * scale;
      }
    }
    return new SincFilter(from, to, taps, first, weights);
  }

  // Single precision step by step: the rounding of t moves the weights by more than the tolerance
  // that results are held to.
  private static float weight(
      int index, int phase, int from, int to, float cutoff, int zeroCrossings) {
    float t = ((float) -phase / to + (float) index / from) * cutoff;
    if (Math.abs(t) >= zeroCrossings) {
      return 0;
    }
    float cosine = (float) Math.cos(t * (float) Math.PI / zeroCrossings / 2);
    float x = t * (float) Math.PI;
    float sinc = x == 0 ? 1 : (float) Math.sin(x) / x;
    return sinc * (cosine * cosine);
  }

  void apply(float[] padded, float[] out, int offset, int count) {
    int phase = 0;
    int base = 0;
    for (int n = 0; n < count; n++) {
      out[offset + n] = dot(padded, base + first[phase], phase * taps);
      if (++phase == to) {
        phase = 0;
        base += from;
      }
    }
  }

  private float dot(float[] x, int at, int w) {
    // Four sums, because the processor can add them side by side; one would wait for itself.
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int k = 0;
    for (; k + 3 < taps; k += 4) {
      a += x[at + k] * weights[w + k];
      b += x[at + k + 1] * weights[w + k + 1];
      c += x[at + k + 2] * weights[w + k + 2];
      d += x[at + k + 3] * weights[w + k + 3];
    }
    for (; k < taps; k++) {
      a += x[at + k] * weights[w + k];
    }
    return (a + b) + (c + d);
  }
}
