package io.asva.metrics.fid;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.Unary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layers of Inception: a convolution without bias, batch normalisation, ReLU. */
final class InceptionLayers {
  private static final float EPS = 1e-3f;

  private final GraphBuilder b;
  private final BatchStatistics statistics;
  private final Map<Value, Value> centred = new HashMap<>();

  InceptionLayers(GraphBuilder builder, BatchStatistics statistics) {
    this.b = builder;
    this.statistics = statistics;
  }

  /** A kernel of one pixel. */
  Value point(String module, Value x, int out) {
    boolean moved = statistics == BatchStatistics.OF_THE_BATCH;
    return square(module, moved ? centred(x) : x, out, 1, 1, 0);
  }

  /** A square kernel. */
  Value square(String module, Value x, int out, int kernel, int stride, int padding) {
    return layer(module, Conv.square(stride, padding), x, out, kernel, kernel);
  }

  /** A kernel one pixel high; the size stays. */
  Value row(String module, Value x, int out, int kernel) {
    return layer(module, conv(0, kernel / 2), x, out, 1, kernel);
  }

  /** A kernel one pixel wide; the size stays. */
  Value column(String module, Value x, int out, int kernel) {
    return layer(module, conv(kernel / 2, 0), x, out, kernel, 1);
  }

  private static Conv conv(int above, int left) {
    List<Integer> padding = List.of(above, left);
    return new Conv(List.of(1, 1), padding, padding);
  }

  private Value layer(String module, Conv conv, Value x, int out, int height, int width) {
    Value y = b.convWithoutBias(module + ".conv", conv, x, out, height, width);
    return b.apply(Unary.Function.RELU, normalised(module + ".bn", y));
  }

  private Value normalised(String module, Value x) {
    return switch (statistics) {
      case TRAINED -> b.batchNorm(module, x, EPS);
      case OF_THE_BATCH -> byTheBatch(module, x);
    };
  }

  /**
   * Centred before it is squared: channels here have means many times their deviation, of which
   * rounding would eat the variance.
   */
  private Value byTheBatch(String module, Value x) {
    int c = x.dim(-1);
    Value centred = centred(x);
    Value variance = mean(b.multiply(centred, centred));
    return b.add(
        new BatchNorm(EPS),
        centred,
        b.weight(module + ".weight", c),
        b.weight(module + ".bias", c),
        mean(centred),
        variance);
  }

  private Value centred(Value x) {
    return centred.computeIfAbsent(
        x, key -> b.add(new Binary(Binary.Operator.SUB), key, mean(key)));
  }

  /** Axis by axis, because a sum of 10^5 numbers in single precision loses two digits. */
  private Value mean(Value x) {
    return b.mean(b.mean(b.mean(x, 2), 1), 0);
  }
}
