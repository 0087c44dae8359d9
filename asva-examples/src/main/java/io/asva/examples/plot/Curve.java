package io.asva.examples.plot;

import java.util.Arrays;

/** A figure by step, as it grows. Not safe for use by many threads. */
final class Curve {
  private double[] steps = new double[64];
  private double[] values = new double[64];
  private int size;

  /** Adds a point behind the others. */
  void add(double step, double value) {
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    steps[size] = step;
    values[size] = value;
    size++;
  }

  int size() {
    return size;
  }

  /** The last point's step. */
  double last() {
    return steps[size - 1];
  }

  double[] steps() {
    return Arrays.copyOf(steps, size);
  }

  double[] values() {
    return Arrays.copyOf(values, size);
  }

  /** The mean of each point and of those near it: as many on its left as on its right. */
  Curve smoothed(int width) {
    double[] sums = new double[size + 1];
    for (int i = 0; i < size; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
    Curve result = new Curve();
    for (int i = 0; i < size; i++) {
      int reach = Math.min(width / 2, Math.min(i, size - 1 - i));
      result.add(steps[i], (sums[i + reach + 1] - sums[i - reach]) / (2 * reach + 1));
    }
    return result;
  }

  /** The mean of so many of its last points. */
  double lastMean(int count) {
    return Arrays.stream(values, Math.max(0, size - count), size).average().orElse(0);
  }

  /** The same in other units. */
  Curve times(double factor) {
    Curve result = new Curve();
    for (int i = 0; i < size; i++) {
      result.add(steps[i], factor * values[i]);
    }
    return result;
  }

  /** The same seen from afar: of each of so many stretches its least and its largest point. */
  Curve thinned(int stretches) {
    if (size <= 2 * stretches) {
      return this;
    }
    Curve result = new Curve();
    for (int i = 0; i < stretches; i++) {
      int from = (int) ((long) size * i / stretches);
      int to = (int) ((long) size * (i + 1) / stretches);
      int least = from;
      int largest = from;
      for (int k = from; k < to; k++) {
        least = values[k] < values[least] ? k : least;
        largest = values[k] > values[largest] ? k : largest;
      }
      result.add(steps[Math.min(least, largest)], values[Math.min(least, largest)]);
      result.add(steps[Math.max(least, largest)], values[Math.max(least, largest)]);
    }
    return result;
  }

  /** The value that a share of all values is not above. */
  double quantile(double share) {
    double[] sorted = values();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (size - 1))];
  }
}
