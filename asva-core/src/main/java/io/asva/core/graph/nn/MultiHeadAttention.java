package io.asva.core.graph.nn;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Attention;
import java.util.function.UnaryOperator;

/**
 * Multi-head attention (Vaswani et al. 2017): linear layers to queries, keys and values as wide as
 * the queries' tokens, attention of each head, and a linear layer behind it.
 *
 * <p>Immutable.
 *
 * @param names what the linear layers are called
 * @param heads number of heads
 * @param masking which keys a query sees
 */
public record MultiHeadAttention(Names names, int heads, Attention.Masking masking) {

  /** A library's names of the four linear layers, and which of them have a bias. */
  public enum Names {
    /** As in the transformers of diffusers; a bias in the last one. */
    DIFFUSERS("to_q", "to_k", "to_v", "to_out.0", false),
    /** As in diffusers' autoencoders; a bias in each. */
    DIFFUSERS_WITH_BIAS("to_q", "to_k", "to_v", "to_out.0", true),
    /** As in the library transformers; a bias in each. */
    TRANSFORMERS("q_proj", "k_proj", "v_proj", "out_proj", true);

    private final String query;
    private final String key;
    private final String value;
    private final String out;
    private final boolean bias;

    Names(String query, String key, String value, String out, boolean bias) {
      this.query = query;
      this.key = key;
      this.value = value;
      this.out = out;
      this.bias = bias;
    }

    private Value project(Scope s, String module, Value x, int width) {
      return bias ? s.sub(module).linear(x, width) : s.sub(module).linearWithoutBias(x, width);
    }
  }

  /** Attention of tokens (n, tokens, c) to themselves. */
  public Value apply(Scope s, Value x) {
    return apply(s, x, x);
  }

  /**
   * Attention to other tokens.
   *
   * @param x what asks, (n, ..., c): all axes between count as one of tokens
   * @param context what is attended to, (n, tokens, any)
   * @return shaped like {@code x}
   */
  public Value apply(Scope s, Value x, Value context) {
    return apply(s, x, context, UnaryOperator.identity());
  }

  /**
   * Attention to tokens that are chosen after they became keys and values.
   *
   * @param x what asks: (m, ..., c), or axes that can be split so
   * @param context where keys and values come from, (..., any)
   * @param chosen keys or values (m, tokens, c) out of all (..., c)
   * @return shaped like {@code x}
   */
  public Value apply(Scope s, Value x, Value context, UnaryOperator<Value> chosen) {
    GraphBuilder g = s.graph();
    int c = x.dim(-1);
    Value q = names.project(s, names.query, x, c);
    Value k = chosen.apply(names.project(s, names.key, context, c));
    Value v = chosen.apply(names.project(s, names.value, context, c));
    int tokens = Math.toIntExact(x.shape().elements() / c / k.dim(0));
    Value mixed = mixed(g, g.reshape(q, k.dim(0), tokens, c), k, v);
    return g.reshape(s.sub(names.out).linear(mixed, c), x.shape().dims());
  }

  /** Whether there is one more key and value than there are tokens, which are weights. */
  public enum ExtraKey {
    /** There is not. */
    NONE,
    /** They are {@code bias_k} and {@code bias_v} (1, 1, c). */
    LEARNED
  }

  /**
   * Attention of tokens (n, tokens, c) to themselves by layers whose matrices are one tensor,
   * {@code in_proj_weight}, as those of PyTorch's {@code nn.MultiheadAttention}.
   */
  public Value joint(Scope s, Value x, ExtraKey extra) {
    GraphBuilder g = s.graph();
    int c = x.dim(-1);
    Value all = g.linear(x, s.weight("in_proj_weight", 3 * c, c), s.weight("in_proj_bias", 3 * c));
    Value q = g.slice(all, -1, 0, c);
    Value k = g.slice(all, -1, c, 2 * c);
    Value v = g.slice(all, -1, 2 * c, 3 * c);
    if (extra == ExtraKey.LEARNED) {
      k = appended(s, k, "bias_k");
      v = appended(s, v, "bias_v");
    }
    return s.sub(names.out).linear(mixed(g, q, k, v), c);
  }

  private static Value appended(Scope s, Value rows, String name) {
    GraphBuilder g = s.graph();
    int c = rows.dim(-1);
    return g.concat(1, rows, g.expand(s.weight(name, 1, 1, c), rows.dim(0), 1, c));
  }

  private Value mixed(GraphBuilder g, Value q, Value k, Value v) {
    return g.attention(new Attention(heads, masking), q, k, v);
  }

  /** Attention of (batch, frames, positions, c) along the frames of each position. */
  public Value alongFrames(Scope s, Value x) {
    int c = x.dim(-1);
    Value q = names.project(s, names.query, x, c);
    Value k = names.project(s, names.key, x, c);
    Value v = names.project(s, names.value, x, c);
    return s.sub(names.out).linear(s.graph().frameAttention(heads, q, k, v), c);
  }
}
