package io.asva.sync.network;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * The residual block of R(2+1)D (Tran et al. 2018): convolutions over space, time, space and time,
 * each with its batch normalisation.
 */
final class VideoResidualBlock {
  private static final int KERNEL = 3;

  private VideoResidualBlock() {}

  /**
   * The block over (batch, frames, height, width, channels).
   *
   * @param stride in time and space
   */
  static Value describe(Scope s, Value x, int out, int stride) {
    Value h = normRelu(s.sub("spt_bn1"), space(s.sub("spt_conv1"), x, out, stride));
    h = normRelu(s.sub("tmp_bn1"), time(s.sub("tmp_conv1"), h, out, stride));
    h = normRelu(s.sub("spt_bn2"), space(s.sub("spt_conv2"), h, out, 1));
    h = time(s.sub("tmp_conv2"), h, out, 1);
    boolean same = stride == 1 && x.dim(-1) == out;
    Value shortcut = same ? x : shortcut(s.sub("res_conv"), x, out, stride);
    return s.mark(normRelu(s.sub("out_bn"), s.graph().add(h, shortcut)));
  }

  private static Value normRelu(Scope s, Value x) {
    return s.graph().relu(s.batchNorm(x, SyncAudioGraph.EPS));
  }

  /** A convolution over each frame. */
  private static Value space(Scope s, Value x, int out, int stride) {
    GraphBuilder g = s.graph();
    int in = x.dim(-1);
    Value weight = s.weight("weight", out, in, 1, KERNEL, KERNEL);
    return g.add(Conv.square(stride, KERNEL / 2), x, g.reshape(weight, out, in, KERNEL, KERNEL));
  }

  /** A convolution over the frames at each position. */
  private static Value time(Scope s, Value x, int out, int stride) {
    GraphBuilder g = s.graph();
    Shape d = x.shape();
    Value weight = s.weight("weight", out, x.dim(-1), KERNEL, 1, 1);
    Value columns = g.reshape(weight, out, x.dim(-1), KERNEL, 1);
    List<Integer> padding = List.of(KERNEL / 2, 0);
    Conv conv = new Conv(List.of(stride, 1), padding, padding);
    Value y = g.reshape(x, d.dim(0), d.dim(1), d.dim(2) * d.dim(3), d.dim(4));
    y = g.add(conv, y, columns);
    return g.reshape(y, d.dim(0), y.dim(1), d.dim(2), d.dim(3), out);
  }

  /** A convolution of one pixel, where size or channels change. */
  private static Value shortcut(Scope s, Value x, int out, int stride) {
    List<Integer> none = List.of(0, 0, 0);
    Conv conv = new Conv(List.of(stride, stride, stride), none, none);
    return s.convWithoutBias(conv, x, out, 1, 1, 1);
  }
}
