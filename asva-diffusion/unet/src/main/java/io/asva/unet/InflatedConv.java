package io.asva.unet;

import io.asva.core.graph.Value;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;

/**
 * A convolution of each frame of (batch, frames, height, width, channels), and AVSyncD's linear
 * layer over time behind it, {@code conv_temp}.
 */
final class InflatedConv {
  private static final int KERNEL = 3;

  private InflatedConv() {}

  /** One of odd kernel that keeps the size. */
  static Value sameSize(Scope s, Value x, int out, int kernel) {
    return overTime(s, s.conv(Conv.square(1, kernel / 2), x, out, kernel, kernel));
  }

  /** The same for residual blocks, whose kernels of one pixel are linear layers. */
  static Value ofBlock(Scope s, Value x, int out, int kernel) {
    return kernel == 1 ? overTime(s, s.linear(x, out)) : sameSize(s, x, out, kernel);
  }

  /** One that halves height and width. */
  static Value halving(Scope s, Value x) {
    return overTime(s, s.conv(Conv.square(2, KERNEL / 2), x, x.dim(-1), KERNEL, KERNEL));
  }

  private static Value overTime(Scope s, Value y) {
    return s.mark(s.sub("conv_temp").convTemp(y));
  }
}
