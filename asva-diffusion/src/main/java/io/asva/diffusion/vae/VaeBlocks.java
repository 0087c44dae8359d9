package io.asva.diffusion.vae;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Unary;
import java.util.List;

/** The blocks that the encoder and the decoder are made of. */
final class VaeBlocks {
  private static final float EPS = 1e-6f;

  private final GraphBuilder b;
  private final GroupNorm norm;

  VaeBlocks(GraphBuilder builder, VaeConfig config) {
    this.b = builder;
    this.norm = new GroupNorm(config.normGroups(), EPS, 1);
  }

  Value conv3(String module, Value x, int out) {
    return b.mark(module, b.conv(module, Conv.square(1, 1), x, out, 3, 3));
  }

  Value conv1(String module, Value x, int out) {
    return b.mark(module, b.conv(module, Conv.square(1, 0), x, out, 1, 1));
  }

  Value resnets(String module, int count, Value x, int out) {
    Value y = x;
    for (int i = 0; i < count; i++) {
      y = resnet(module + ".resnets." + i, y, out);
    }
    return y;
  }

  private Value resnet(String module, Value x, int out) {
    Value y = conv3(module + ".conv1", normSilu(module + ".norm1", x), out);
    y = conv3(module + ".conv2", normSilu(module + ".norm2", y), out);
    Value shortcut = x.dim(-1) == out ? x : conv1(module + ".conv_shortcut", x, out);
    return b.mark(module, b.add(shortcut, y));
  }

  Value normSilu(String module, Value x) {
    return b.apply(Unary.Function.SILU, b.groupNorm(module, x, norm));
  }

  Value mid(String module, Value x) {
    int c = x.dim(-1);
    Value y = resnet(module + ".resnets.0", x, c);
    y = attention(module + ".attentions.0", y);
    return b.mark(module, resnet(module + ".resnets.1", y, c));
  }

  private Value attention(String module, Value x) {
    int c = x.dim(-1);
    Value y = b.groupNorm(module + ".group_norm", x, norm);
    y = b.reshape(y, x.dim(0), x.dim(1) * x.dim(2), c);
    Value attended =
        b.attention(
            new Attention(1, Attention.Masking.NONE),
            b.linear(module + ".to_q", y, c),
            b.linear(module + ".to_k", y, c),
            b.linear(module + ".to_v", y, c));
    Value out = b.linear(module + ".to_out.0", attended, c);
    return b.mark(module, b.add(x, b.reshape(out, x.shape().dims())));
  }

  /** Half the size. The padding is at the bottom and at the right alone. */
  Value downsample(String module, Value x) {
    Conv conv = new Conv(List.of(2, 2), List.of(0, 0), List.of(1, 1));
    return b.mark(module, b.conv(module + ".conv", conv, x, x.dim(-1), 3, 3));
  }

  Value upsample(String module, Value x) {
    return b.mark(module, conv3(module + ".conv", b.upsample(x), x.dim(-1)));
  }
}
