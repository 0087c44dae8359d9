package io.asva.sync.network;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * One residual block of the video network: space, time, space, time.
 *
 * @param b where it is written
 * @param name of the block in the checkpoint
 * @param out channels of its result
 * @param stride in time and space
 */
record VideoBlock(GraphBuilder b, String name, int out, int stride) {
  private static final int KERNEL = 3;

  /** The block's result for x (batch, frames, height, width, channels). */
  Value of(Value x) {
    Value y = norm("spt_bn1", space("spt_conv1", x, stride));
    y = norm("tmp_bn1", time("tmp_conv1", y, stride));
    y = norm("spt_bn2", space("spt_conv2", y, 1));
    y = time("tmp_conv2", y, 1);
    boolean same = stride == 1 && x.dim(-1) == out;
    return b.mark(name, norm("out_bn", b.add(y, same ? x : shortcut(x))));
  }

  private Value norm(String norm, Value x) {
    return b.apply(Unary.Function.RELU, b.batchNorm(name + "." + norm, x, AudioNetwork.EPS));
  }

  /** A convolution over each frame. */
  private Value space(String conv, Value x, int by) {
    Value weight = b.weight(name + "." + conv + ".weight", out, x.dim(-1), 1, KERNEL, KERNEL);
    Value pictures = b.reshape(weight, out, x.dim(-1), KERNEL, KERNEL);
    return b.add(Conv.square(by, KERNEL / 2), x, pictures);
  }

  /** A convolution over the frames at each place. */
  private Value time(String conv, Value x, int by) {
    Shape s = x.shape();
    int places = s.dim(2) * s.dim(3);
    Value weight = b.weight(name + "." + conv + ".weight", out, x.dim(-1), KERNEL, 1, 1);
    Value columns = b.reshape(weight, out, x.dim(-1), KERNEL, 1);
    List<Integer> padding = List.of(KERNEL / 2, 0);
    Conv op = new Conv(List.of(by, 1), padding, padding);
    Value y = b.add(op, b.reshape(x, s.dim(0), s.dim(1), places, s.dim(4)), columns);
    return b.reshape(y, s.dim(0), y.dim(1), s.dim(2), s.dim(3), out);
  }

  /** A convolution of one pixel, where size or channels change. */
  private Value shortcut(Value x) {
    Conv op = new Conv(List.of(stride, stride, stride), List.of(0, 0, 0), List.of(0, 0, 0));
    return b.convWithoutBias(name + ".res_conv", op, x, out, 1, 1, 1);
  }
}
