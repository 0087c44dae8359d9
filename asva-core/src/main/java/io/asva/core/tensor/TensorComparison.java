package io.asva.core.tensor;

/**
 * The error of a tensor: max |actual - expected| / max(1, max |expected|). Integers must be equal;
 * bytes of images may differ by 1 on at most 5 % of the values.
 */
public final class TensorComparison {
  private static final double IMAGE_SHARE = 0.05;

  private TensorComparison() {}

  /** Compares a computed tensor with the expected one. */
  public static Comparison compare(String name, Tensor actual, Tensor expected, double tolerance) {
    if (!actual.shape().equals(expected.shape())) {
      return Comparison.failed(
          name, tolerance, "expected shape " + expected.shape() + ", found " + actual.shape());
    }
    int n = Math.toIntExact(expected.shape().elements());
    double worst = 0;
    int at = 0;
    double scale = 1;
    int differing = 0;
    for (int i = 0; i < n; i++) {
      double e = expected.valueAt(i);
      double a = actual.valueAt(i);
      double difference = a == e ? 0 : Math.abs(a - e);
      if (!(difference <= worst)) { // also true when it is not a number
        worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
        at = i;
      }
      if (difference != 0) {
        differing++;
      }
      scale = Math.max(scale, Math.abs(e));
    }
    String detail =
        n == 0
            ? "empty"
            : "at "
                + position(at, expected)
                + ": expected "
                + expected.valueAt(at)
                + ", found "
                + actual.valueAt(at);
    if (expected instanceof FloatTensor) {
      return new Comparison(name, worst / scale, tolerance, detail);
    }
    if (expected instanceof ByteTensor && expected.shape().rank() >= 3) {
      boolean few = worst <= 1 && differing <= IMAGE_SHARE * n;
      return few
          ? new Comparison(name, 0, tolerance, detail)
          : new Comparison(
              name, Math.max(worst, 1), 0, differing + " of " + n + " differ, worst " + detail);
    }
    return new Comparison(name, worst, 0, detail);
  }

  private static String position(int index, Tensor tensor) {
    int[] dims = tensor.shape().dims();
    StringBuilder text = new StringBuilder();
    int rest = index;
    for (int i = dims.length - 1; i >= 0; i--) {
      text.insert(0, (i == 0 ? "[" : ",") + rest % dims[i]);
      rest /= dims[i];
    }
    return text.isEmpty() ? "[]" : text.append(']').toString();
  }
}
