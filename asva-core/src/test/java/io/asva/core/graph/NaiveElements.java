package io.asva.core.graph;

import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Mean;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.function.DoubleUnaryOperator;

/** Functions of each element, and means. */
final class NaiveElements {
  private NaiveElements() {}

  static FloatTensor map(FloatTensor x, DoubleUnaryOperator function) {
    float[] values = new float[x.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) function.applyAsDouble(x.values()[i]);
    }
    return new FloatTensor(x.shape(), values);
  }

  static FloatTensor unary(FloatTensor x, Unary op) {
    return switch (op.function()) {
      case SILU -> map(x, v -> v * sigmoid(v));
      case GELU -> map(x, v -> v * 0.5 * (1 + erf(v / Math.sqrt(2))));
      case QUICK_GELU -> map(x, v -> v * sigmoid(1.702 * v));
      case RELU -> map(x, v -> Math.max(v, 0));
      case SIGMOID -> map(x, NaiveElements::sigmoid);
      case EXP -> map(x, Math::exp);
      case ABS -> map(x, Math::abs);
      case SQRT -> map(x, Math::sqrt);
      case SIN -> map(x, Math::sin);
      case COS -> map(x, Math::cos);
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Abramowitz and Stegun 7.1.6, a series of positive terms. */
  static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  static FloatTensor binary(FloatTensor a, FloatTensor b, Shape result, Binary op) {
    float[] values = new float[Math.toIntExact(result.elements())];
    int[] next = {0};
    Indices.forEach(
        result,
        index -> {
          double x = a.values()[NaiveShapes.repeated(a.shape(), index)];
          double y = b.values()[NaiveShapes.repeated(b.shape(), index)];
          values[next[0]++] =
              (float)
                  switch (op.operator()) {
                    case ADD -> x + y;
                    case SUB -> x - y;
                    case MUL -> x * y;
                    case DIV -> x / y;
                  };
        });
    return new FloatTensor(result, values);
  }

  static FloatTensor mean(FloatTensor x, Shape result, Mean op) {
    double[] sums = new double[Math.toIntExact(result.elements())];
    int[] next = {0};
    Indices.forEach(
        x.shape(),
        index -> {
          int to = 0;
          for (int axis = 0; axis < index.length; axis++) {
            to = op.axes().contains(axis) ? to : to * x.shape().dim(axis) + index[axis];
          }
          sums[to] += x.values()[next[0]++];
        });
    double count = (double) x.shape().elements() / sums.length;
    float[] values = new float[sums.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (sums[i] / count);
    }
    return new FloatTensor(result, values);
  }
}
