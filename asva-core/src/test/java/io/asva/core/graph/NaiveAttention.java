package io.asva.core.graph;

import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.FrameAttention;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.List;

/** Attention by its definition. */
final class NaiveAttention {
  private NaiveAttention() {}

  /** Where the vectors of one sequence lie: the first, and the distance from one to the next. */
  private record Sequence(FloatTensor tensor, int first, int stride, int length) {
    double at(int position, int channel) {
      return tensor.values()[first + position * stride + channel];
    }

    void set(int position, int channel, double value) {
      tensor.values()[first + position * stride + channel] = (float) value;
    }
  }

  static FloatTensor attention(List<FloatTensor> in, Attention op) {
    Shape q = in.get(0).shape();
    int keys = in.get(1).shape().dim(1);
    int c = q.dim(2);
    boolean causal = op.masking() == Attention.Masking.CAUSAL;
    FloatTensor y = FloatTensor.zeros(q.dims());
    for (int n = 0; n < q.dim(0); n++) {
      for (int head = 0; head < op.heads(); head++) {
        int channel = head * (c / op.heads());
        int query = n * q.dim(1) * c + channel;
        int key = n * keys * c + channel;
        one(
            new Sequence(in.get(0), query, c, q.dim(1)),
            new Sequence(in.get(1), key, c, keys),
            new Sequence(in.get(2), key, c, keys),
            new Sequence(y, query, c, q.dim(1)),
            c / op.heads(),
            causal);
      }
    }
    return y;
  }

  static FloatTensor frames(List<FloatTensor> in, FrameAttention op) {
    Shape shape = in.get(0).shape();
    int frames = shape.dim(1);
    int places = shape.dim(2);
    int c = shape.dim(3);
    int d = c / op.heads();
    FloatTensor y = FloatTensor.zeros(shape.dims());
    for (int n = 0; n < shape.dim(0); n++) {
      for (int place = 0; place < places; place++) {
        for (int head = 0; head < op.heads(); head++) {
          int first = (n * frames * places + place) * c + head * d;
          one(
              new Sequence(in.get(0), first, places * c, frames),
              new Sequence(in.get(1), first, places * c, frames),
              new Sequence(in.get(2), first, places * c, frames),
              new Sequence(y, first, places * c, frames),
              d,
              false);
        }
      }
    }
    return y;
  }

  private static void one(
      Sequence q, Sequence k, Sequence v, Sequence y, int channels, boolean causal) {
    for (int i = 0; i < q.length(); i++) {
      int seen = causal ? Math.min(i + 1, k.length()) : k.length();
      double[] weights = new double[seen];
      double sum = 0;
      for (int j = 0; j < seen; j++) {
        double product = 0;
        for (int c = 0; c < channels; c++) {
          product += q.at(i, c) * k.at(j, c);
        }
        weights[j] = Math.exp(product / Math.sqrt(channels));
        sum += weights[j];
      }
      for (int c = 0; c < channels; c++) {
        double value = 0;
        for (int j = 0; j < seen; j++) {
          value += weights[j] / sum * v.at(j, c);
        }
        y.set(i, c, value);
      }
    }
  }
}
