package io.asva.metrics.fid;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.Conv;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Inception's {@code BasicConv2d}: a convolution without bias, batch normalisation, ReLU. */
final class InceptionConv {
  private static final float EPS = 1e-3f;

  private final GraphBuilder g;
  private final BatchStatistics statistics;
  private final Map<Value, Value> centred = new HashMap<>();

  InceptionConv(GraphBuilder g, BatchStatistics statistics) {
    this.g = g;
    this.statistics = statistics;
  }

  /** A kernel of one pixel. */
  Value point(Scope s, Value x, int out) {
    boolean moved = statistics == BatchStatistics.OF_THE_BATCH;
    return square(s, moved ? centred(x) : x, out, 1, 1, 0);
  }

  /** A square kernel. */
  Value square(Scope s, Value x, int out, int kernel, int stride, int padding) {
    return layer(s, Conv.square(stride, padding), x, out, kernel, kernel);
  }

  /** A kernel one pixel high; the size stays. */
  Value row(Scope s, Value x, int out, int kernel) {
    return layer(s, sameSize(0, kernel / 2), x, out, 1, kernel);
  }

  /** A kernel one pixel wide; the size stays. */
  Value column(Scope s, Value x, int out, int kernel) {
    return layer(s, sameSize(kernel / 2, 0), x, out, kernel, 1);
  }

  private static Conv sameSize(int above, int left) {
    List<Integer> padding = List.of(above, left);
    return new Conv(List.of(1, 1), padding, padding);
  }

  private Value layer(Scope s, Conv conv, Value x, int out, int height, int width) {
    Value y = s.sub("conv").convWithoutBias(conv, x, out, height, width);
    return g.relu(normalised(s.sub("bn"), y));
  }

  private Value normalised(Scope s, Value x) {
    return switch (statistics) {
      case TRAINED -> s.batchNorm(x, EPS);
      case OF_THE_BATCH -> byTheBatch(s, x);
    };
  }

  /**
   * Centred before it is squared: channels here have means many times their deviation, of which
   * rounding would eat the variance.
   */
  private Value byTheBatch(Scope s, Value x) {
    int c = x.dim(-1);
    Value centred = centred(x);
    Value variance = mean(g.multiply(centred, centred));
    return g.add(
        new BatchNorm(EPS),
        centred,
        s.weight("weight", c),
        s.weight("bias", c),
        mean(centred),
        variance);
  }

  private Value centred(Value x) {
    return centred.computeIfAbsent(x, key -> g.subtract(key, mean(key)));
  }

  /** Axis by axis, because a sum of 10^5 numbers in single precision loses two digits. */
  private Value mean(Value x) {
    return g.mean(g.mean(g.mean(x, 2), 1), 0);
  }
}
