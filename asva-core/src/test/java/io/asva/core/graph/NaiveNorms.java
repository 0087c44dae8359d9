package io.asva.core.graph;

import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.LayerNorm;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.List;

/** Normalisations. Operands are in the operation's own order. */
final class NaiveNorms {
  private NaiveNorms() {}

  static FloatTensor group(List<FloatTensor> in, GroupNorm op) {
    Shape shape = in.get(0).shape();
    int batch = Math.toIntExact(shape.elements(0, op.batchAxes()));
    int places = Math.toIntExact(shape.elements(op.batchAxes(), shape.rank() - 1));
    return normalise(in, batch, places, op.groups(), op.eps());
  }

  static FloatTensor batch(List<FloatTensor> in, BatchNorm op) {
    float[] x = in.get(0).values();
    int channels = in.get(0).shape().dim(-1);
    float[] y = new float[x.length];
    for (int i = 0; i < y.length; i++) {
      int c = i % channels;
      double deviation = Math.sqrt((double) in.get(4).values()[c] + op.eps());
      double standard = (x[i] - (double) in.get(3).values()[c]) / deviation;
      y[i] = (float) (standard * in.get(1).values()[c] + in.get(2).values()[c]);
    }
    return new FloatTensor(in.get(0).shape(), y);
  }

  static FloatTensor layer(List<FloatTensor> in, LayerNorm op) {
    Shape shape = in.get(0).shape();
    int rows = Math.toIntExact(shape.elements(0, shape.rank() - 1));
    return normalise(in, rows, 1, 1, op.eps());
  }

  private static FloatTensor normalise(
      List<FloatTensor> in, int batch, int places, int groups, float eps) {
    float[] x = in.get(0).values();
    int c = in.get(0).shape().dim(-1);
    int width = c / groups;
    float[] y = new float[x.length];
    for (int n = 0; n < batch; n++) {
      for (int g = 0; g < groups; g++) {
        double mean = 0;
        for (int i = 0; i < places * width; i++) {
          mean += x[at(n, places, c, g, width, i)];
        }
        mean /= places * width;
        double variance = 0;
        for (int i = 0; i < places * width; i++) {
          double d = x[at(n, places, c, g, width, i)] - mean;
          variance += d * d;
        }
        double deviation = Math.sqrt(variance / (places * width) + eps);
        for (int i = 0; i < places * width; i++) {
          int at = at(n, places, c, g, width, i);
          double scale = in.size() > 1 ? in.get(1).values()[at % c] : 1;
          double shift = in.size() > 2 ? in.get(2).values()[at % c] : 0;
          y[at] = (float) ((x[at] - mean) / deviation * scale + shift);
        }
      }
    }
    return new FloatTensor(in.get(0).shape(), y);
  }

  /** The offset of the i-th element of a group of channels. */
  private static int at(int n, int places, int c, int group, int width, int i) {
    return (n * places + i / width) * c + group * width + i % width;
  }

  static FloatTensor logSoftmax(FloatTensor x) {
    int c = x.shape().dim(-1);
    float[] y = new float[x.values().length];
    for (int row = 0; row < y.length; row += c) {
      double sum = 0;
      for (int i = 0; i < c; i++) {
        sum += Math.exp(x.values()[row + i]);
      }
      for (int i = 0; i < c; i++) {
        y[row + i] = (float) (x.values()[row + i] - Math.log(sum));
      }
    }
    return new FloatTensor(x.shape(), y);
  }

  static FloatTensor l2(FloatTensor x) {
    int c = x.shape().dim(-1);
    float[] y = new float[x.values().length];
    for (int row = 0; row < y.length; row += c) {
      double squares = 0;
      for (int i = 0; i < c; i++) {
        squares += (double) x.values()[row + i] * x.values()[row + i];
      }
      double length = Math.max(Math.sqrt(squares), 1e-12);
      for (int i = 0; i < c; i++) {
        y[row + i] = (float) (x.values()[row + i] / length);
      }
    }
    return new FloatTensor(x.shape(), y);
  }
}
