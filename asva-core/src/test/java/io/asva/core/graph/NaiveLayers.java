package io.asva.core.graph;

import io.asva.core.graph.op.AveragePool;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.MaxPool;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Linear layers and convolutions. Operands are in the operation's own order. */
final class NaiveLayers {
  private NaiveLayers() {}

  static FloatTensor linear(List<FloatTensor> in) {
    FloatTensor x = in.get(0);
    int from = x.shape().dim(-1);
    int to = in.get(1).shape().dim(0);
    int rows = Math.toIntExact(x.shape().elements(0, x.shape().rank() - 1));
    float[] y = new float[rows * to];
    for (int row = 0; row < rows; row++) {
      for (int o = 0; o < to; o++) {
        double sum = bias(in, o);
        for (int i = 0; i < from; i++) {
          sum += (double) x.values()[row * from + i] * in.get(1).values()[o * from + i];
        }
        y[row * to + o] = (float) sum;
      }
    }
    return new FloatTensor(x.shape().with(-1, to), y);
  }

  private static double bias(List<FloatTensor> in, int channel) {
    return in.size() > 2 ? in.get(2).values()[channel] : 0;
  }

  static FloatTensor conv(List<FloatTensor> in, Shape result, Conv op) {
    FloatTensor x = in.get(0);
    FloatTensor weight = in.get(1);
    int spatial = op.strides().size();
    int leading = x.shape().rank() - 1 - spatial;
    // For one output channel: the input channel, then the position in the kernel.
    Shape taps = Shape.of(Arrays.copyOfRange(weight.shape().dims(), 1, spatial + 2));
    float[] y = new float[Math.toIntExact(result.elements())];
    int[] next = {0};
    Indices.forEach(
        result,
        place -> {
          int channel = place[place.length - 1];
          int filter = channel * Math.toIntExact(taps.elements());
          double[] sum = {bias(in, channel)};
          int[] tapNumber = {0};
          Indices.forEach(
              taps,
              tap -> {
                int w = filter + tapNumber[0]++;
                int[] from = place.clone();
                from[from.length - 1] = tap[0];
                for (int i = 0; i < spatial; i++) {
                  int axis = leading + i;
                  from[axis] = place[axis] * op.strides().get(i) + tap[1 + i] - op.before().get(i);
                  if (from[axis] < 0 || from[axis] >= x.shape().dim(axis)) {
                    return;
                  }
                }
                sum[0] += (double) x.values()[Indices.offset(x.shape(), from)] * weight.values()[w];
              });
          y[next[0]++] = (float) sum[0];
        });
    return new FloatTensor(result, y);
  }

  static FloatTensor maxPool(FloatTensor x, Shape result, MaxPool op) {
    return pool(
        x, result, op, window -> (float) window.stream().mapToDouble(v -> v).max().orElseThrow());
  }

  static FloatTensor averagePool(FloatTensor x, Shape result, AveragePool op) {
    return pool(
        x,
        result,
        new MaxPool(op.kernel(), op.strides(), op.padding()),
        window -> (float) window.stream().mapToDouble(v -> v).average().orElseThrow());
  }

  private static FloatTensor pool(
      FloatTensor x, Shape result, MaxPool op, ToDoubleFunction<List<Float>> summary) {
    Shape window = Shape.of(op.kernel());
    int leading = x.shape().rank() - 1 - window.rank();
    float[] y = new float[Math.toIntExact(result.elements())];
    int[] next = {0};
    Indices.forEach(
        result,
        place -> {
          List<Float> inside = new ArrayList<>();
          Indices.forEach(
              window,
              step -> {
                int[] from = place.clone();
                for (int i = 0; i < step.length; i++) {
                  int axis = leading + i;
                  from[axis] = place[axis] * op.strides().get(i) + step[i] - op.padding().get(i);
                  if (from[axis] < 0 || from[axis] >= x.shape().dim(axis)) {
                    return;
                  }
                }
                inside.add(x.values()[Indices.offset(x.shape(), from)]);
              });
          y[next[0]++] = (float) summary.applyAsDouble(inside);
        });
    return new FloatTensor(result, y);
  }

  static FloatTensor convTemp(List<FloatTensor> in) {
    FloatTensor x = in.get(0);
    int c = x.shape().dim(-1);
    float[] w = in.get(1).values();
    float[] y = new float[x.values().length];
    int[] next = {0};
    Indices.forEach(
        x.shape(),
        index -> {
          int channel = index[index.length - 1];
          int[] head = index.clone();
          int[] previous = index.clone();
          head[1] = 0;
          previous[1] = Math.max(index[1] - 1, 0);
          int[][] parts = {head, previous, index.clone()};
          double sum = x.values()[next[0]] + bias(in, channel);
          for (int part = 0; part < 3; part++) {
            for (int i = 0; i < c; i++) {
              parts[part][index.length - 1] = i;
              sum +=
                  (double) x.values()[Indices.offset(x.shape(), parts[part])]
                      * w[channel * 3 * c + part * c + i];
            }
          }
          y[next[0]++] = (float) sum;
        });
    return new FloatTensor(x.shape(), y);
  }
}
