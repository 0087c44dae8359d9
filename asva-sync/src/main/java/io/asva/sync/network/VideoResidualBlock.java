package io.asva.sync.network;

import io.asva.core.graph.Value;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import java.util.List;

/**
 * The residual block of R(2+1)D (Tran et al. 2018): convolutions over space, time, space and time,
 * each with its batch normalisation.
 */
final class VideoResidualBlock {
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

  private static Value space(Scope s, Value x, int out, int stride) {
    Conv conv = Conv.padded(List.of(1, stride, stride), List.of(0, 1, 1));
    return s.convWithoutBias(conv, x, out, 1, 3, 3);
  }

  private static Value time(Scope s, Value x, int out, int stride) {
    Conv conv = Conv.padded(List.of(stride, 1, 1), List.of(1, 0, 0));
    return s.convWithoutBias(conv, x, out, 3, 1, 1);
  }

  private static Value shortcut(Scope s, Value x, int out, int stride) {
    Conv conv = Conv.padded(List.of(stride, stride, stride), List.of(0, 0, 0));
    return s.convWithoutBias(conv, x, out, 1, 1, 1);
  }
}
