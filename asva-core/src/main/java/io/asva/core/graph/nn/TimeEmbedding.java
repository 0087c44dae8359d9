package io.asva.core.graph.nn;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.FloatTensor;

/**
 * Numbers, such as timesteps, as vectors: cosines and sines of {@code x 10000^(-i / (half -
 * shift))}, then two linear layers with SiLU between them ({@code Timesteps} and {@code
 * TimestepEmbedding} of diffusers).
 *
 * <p>Immutable.
 *
 * @param channels of the sinusoid, half of them cosines
 * @param shift subtracted from the number of frequencies
 * @param order which half comes first
 */
public record TimeEmbedding(int channels, int shift, Order order) {
  private static final double LONGEST_PERIOD = 10000;

  /** Which half of a sinusoid comes first. */
  public enum Order {
    /** Cosines, then sines. */
    COS_SIN,
    /** Sines, then cosines. */
    SIN_COS
  }

  /**
   * The embedding.
   *
   * @param numbers (n, 1)
   * @param out channels of the result
   * @return (n, out)
   */
  public Value apply(Scope s, Value numbers, int out) {
    GraphBuilder g = s.graph();
    Value hidden = g.silu(s.sub("linear_1").linear(sinusoid(g, numbers), out));
    return s.mark(s.sub("linear_2").linear(hidden, out));
  }

  private Value sinusoid(GraphBuilder g, Value numbers) {
    Value angles = g.multiply(numbers, g.constant(frequencies()));
    if (order == Order.COS_SIN) {
      Value cos = g.apply(Unary.Function.COS, angles);
      return g.concat(1, cos, g.apply(Unary.Function.SIN, angles));
    }
    Value sin = g.apply(Unary.Function.SIN, angles);
    return g.concat(1, sin, g.apply(Unary.Function.COS, angles));
  }

  private FloatTensor frequencies() {
    int half = channels / 2;
    float[] values = new float[half];
    for (int i = 0; i < half; i++) {
      values[i] = (float) Math.exp((float) (-Math.log(LONGEST_PERIOD) * i) / (half - shift));
    }
    return FloatTensor.of(values, 1, half);
  }
}
