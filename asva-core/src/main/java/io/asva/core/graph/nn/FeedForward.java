package io.asva.core.graph.nn;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;

/** The feed-forward part of transformers. */
public final class FeedForward {
  private static final int RATIO = 4;

  private FeedForward() {}

  /**
   * GEGLU (Shazeer 2020) as in diffusers: a linear layer to eight times the width, whose first half
   * is multiplied with GELU of the second, and a linear layer back.
   */
  public static Value geglu(Scope s, Value x) {
    GraphBuilder g = s.graph();
    int c = x.dim(-1);
    int inner = RATIO * c;
    Value both = s.sub("net.0.proj").linear(x, 2 * inner);
    Value content = g.slice(both, -1, 0, inner);
    Value gate = g.slice(both, -1, inner, 2 * inner);
    return s.sub("net.2").linear(g.multiply(content, g.gelu(gate)), c);
  }
}
