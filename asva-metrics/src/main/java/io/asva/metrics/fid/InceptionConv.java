package io.asva.metrics.fid;

import io.asva.core.graph.Value;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.GroupNorm;
import java.util.List;

/**
 * Inception's {@code BasicConv2d}: a convolution without bias, batch normalisation, ReLU.
 *
 * @param statistics what the normalisations go by
 */
record InceptionConv(BatchStatistics statistics) {
  private static final float EPS = 1e-3f;

  /** A kernel of one pixel. */
  Value point(Scope s, Value x, int out) {
    return square(s, x, out, 1, 1, 0);
  }

  /** A square kernel. */
  Value square(Scope s, Value x, int out, int kernel, int stride, int padding) {
    return layer(s, Conv.square(stride, padding), x, out, kernel, kernel);
  }

  /** A kernel one pixel high; the size stays. */
  Value row(Scope s, Value x, int out, int kernel) {
    return layer(s, Conv.padded(List.of(1, 1), List.of(0, kernel / 2)), x, out, 1, kernel);
  }

  /** A kernel one pixel wide; the size stays. */
  Value column(Scope s, Value x, int out, int kernel) {
    return layer(s, Conv.padded(List.of(1, 1), List.of(kernel / 2, 0)), x, out, kernel, 1);
  }

  private Value layer(Scope s, Conv conv, Value x, int out, int height, int width) {
    Value y = s.sub("conv").convWithoutBias(conv, x, out, height, width);
    Scope norm = s.sub("bn");
    return s.graph()
        .relu(
            switch (statistics) {
              case TRAINED -> norm.batchNorm(y, EPS);
              case OF_THE_BATCH -> norm.groupNorm(y, new GroupNorm(out, EPS, 0));
            });
  }
}
