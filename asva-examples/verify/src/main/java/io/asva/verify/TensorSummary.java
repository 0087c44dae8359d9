package io.asva.verify;

import io.asva.core.tensor.FloatTensor;

/**
 * Seven numbers that stand for a tensor in golden cases: its mean magnitude, Euclidean norm and
 * largest magnitude, and its elements at 0, 1, n/2 (rounded down) and n-1, 0 where there is none.
 */
public final class TensorSummary {
  private TensorSummary() {}

  /** The numbers of a tensor of at least one element. */
  public static FloatTensor of(FloatTensor tensor) {
    float[] x = tensor.values();
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (float value : x) {
      sum += Math.abs(value);
      squares += (double) value * value;
      largest = Math.max(largest, Math.abs(value));
    }
    float second = x.length > 1 ? x[1] : 0;
    return FloatTensor.of(
        new float[] {
          (float) (sum / x.length),
          (float) Math.sqrt(squares),
          (float) largest,
          x[0],
          second,
          x[x.length / 2],
          x[x.length - 1]
        },
        7);
  }
}
