package io.asva.core.graph.nn;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.GroupNorm;
import java.util.Arrays;
import java.util.Optional;

/**
 * The residual block of latent diffusion's UNet and autoencoder ({@code ResnetBlock2D} of
 * diffusers): norm, SiLU, convolution; the timestep is added; norm, SiLU, convolution; and the
 * input is added, through a convolution of one pixel where the width changes.
 *
 * <p>Immutable.
 *
 * @param norm of both halves
 * @param convolution that keeps the size
 * @param timestep SiLU of the embedded timestep (batch, channels), where there is one
 */
public record ResnetBlock(GroupNorm norm, Convolution convolution, Optional<Value> timestep) {

  /** A convolution of odd kernel that keeps the size. */
  public interface Convolution {
    /** Describes it. */
    Value apply(Scope s, Value x, int out, int kernel);
  }

  /** The block over (batch, ..., height, width, channels). */
  public Value apply(Scope s, Value x, int out) {
    GraphBuilder g = s.graph();
    Value h = g.silu(s.sub("norm1").groupNorm(x, norm));
    h = convolution.apply(s.sub("conv1"), h, out, 3);
    if (timestep.isPresent()) {
      h = g.add(h, perClip(g, s.sub("time_emb_proj").linear(timestep.get(), out), h));
    }
    h = g.silu(s.sub("norm2").groupNorm(h, norm));
    h = convolution.apply(s.sub("conv2"), h, out, 3);
    boolean same = x.dim(-1) == out;
    Value shortcut = same ? x : convolution.apply(s.sub("conv_shortcut"), x, out, 1);
    return s.mark(g.add(shortcut, h));
  }

  /** Rows (batch, channels) as they are added to each position of a clip. */
  private static Value perClip(GraphBuilder g, Value rows, Value x) {
    int[] dims = new int[x.shape().rank()];
    Arrays.fill(dims, 1);
    dims[0] = rows.dim(0);
    dims[dims.length - 1] = rows.dim(1);
    return g.reshape(rows, dims);
  }
}
