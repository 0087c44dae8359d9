package io.asva.diffusion.unet;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Unary;

/**
 * Residual blocks and convolutions over (batch, frames, height, width, channels), each convolution
 * followed by its layer over time.
 */
final class ResnetBlock {
  private final GraphBuilder g;
  private final GroupNorm norm;
  private final Value timeEmbedding;

  /**
   * Blocks of one UNet.
   *
   * @param timeEmbedding SiLU of the embedded timestep, (batch, channels)
   */
  ResnetBlock(GraphBuilder g, UnetConfig config, Value timeEmbedding) {
    this.g = g;
    // The statistics span all frames of a clip.
    this.norm = new GroupNorm(config.groups(), config.eps(), 1);
    this.timeEmbedding = timeEmbedding;
  }

  /**
   * Norm, SiLU, convolution; the timestep; norm, SiLU, convolution; and the input, through a
   * shortcut where the width changes.
   */
  Value apply(String module, Value x, int out) {
    Value h = g.apply(Unary.Function.SILU, g.groupNorm(module + ".norm1", x, norm));
    h = conv3(g, module + ".conv1", h, out, 1);
    Value time = g.linear(module + ".time_emb_proj", timeEmbedding, out);
    h = g.add(h, g.reshape(time, time.dim(0), 1, 1, 1, out));
    h = g.apply(Unary.Function.SILU, g.groupNorm(module + ".norm2", h, norm));
    h = conv3(g, module + ".conv2", h, out, 1);
    Value kept = x.dim(-1) == out ? x : pointwise(g, module + ".conv_shortcut", x, out);
    return g.mark(module, g.add(kept, h));
  }

  /** A convolution of odd kernel that keeps the size at stride 1 and halves it at stride 2. */
  static Value conv(GraphBuilder g, String module, Value x, int out, int kernel, int stride) {
    Value y = g.conv(module, Conv.square(stride, (kernel - 1) / 2), x, out, kernel, kernel);
    return g.mark(module, g.convTemp(module + ".conv_temp", y));
  }

  static Value conv3(GraphBuilder g, String module, Value x, int out, int stride) {
    return conv(g, module, x, out, 3, stride);
  }

  private static Value pointwise(GraphBuilder g, String module, Value x, int out) {
    return g.convTemp(module + ".conv_temp", g.linear(module, x, out));
  }
}
