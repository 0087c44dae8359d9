package io.asva.core.signal;

/** A Fourier transform of a power of two of points, in place, radix 2, safe for many threads. */
public final class Fft {
  private final int size;
  private final int[] reversed;
  private final double[] cosine;
  private final double[] sine;

  /** A transform of so many points, a power of two. */
  public Fft(int size) {
    this.size = size;
    int bits = Integer.numberOfTrailingZeros(size);
    reversed = new int[size];
    cosine = new double[size / 2];
    sine = new double[size / 2];
    for (int i = 0; i < size; i++) {
      reversed[i] = Integer.reverse(i) >>> (32 - bits);
    }
    for (int i = 0; i < size / 2; i++) {
      cosine[i] = Math.cos(-2 * Math.PI * i / size);
      sine[i] = Math.sin(-2 * Math.PI * i / size);
    }
  }

  /** Number of points. */
  public int size() {
    return size;
  }

  /** Replaces a signal by its spectrum. */
  public void transform(double[] real, double[] imaginary) {
    for (int i = 0; i < size; i++) {
      if (reversed[i] > i) {
        swap(real, i, reversed[i]);
        swap(imaginary, i, reversed[i]);
      }
    }
    for (int half = 1; half < size; half *= 2) {
      int stride = size / (2 * half);
      for (int start = 0; start < size; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          int a = start + k;
          int b = a + half;
          double c = cosine[k * stride];
          double s = sine[k * stride];
          double re = real[b] * c - imaginary[b] * s;
          double im = real[b] * s + imaginary[b] * c;
          real[b] = real[a] - re;
          imaginary[b] = imaginary[a] - im;
          real[a] += re;
          imaginary[a] += im;
        }
      }
    }
  }

  private static void swap(double[] x, int i, int j) {
    double kept = x[i];
    x[i] = x[j];
    x[j] = kept;
  }
}
