package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * Scaled dot-product attention, {@code softmax(q k^T / sqrt(c / heads)) v} per head. Inputs: q (n,
 * queries, c), k (n, keys, c), v (n, keys, c).
 *
 * @param heads number of heads
 * @param masking which keys a query sees
 */
public record Attention(int heads, Masking masking) implements Op {

  /** Which keys a query sees. */
  public enum Masking {
    /** All of them. */
    NONE,
    /** Those at its own position and before. */
    CAUSAL
  }

  @Override
  public Shape infer(List<Shape> inputs) {
    Shape q = inputs.get(0);
    Shape k = inputs.get(1);
    Checks.require(
        q.rank() == 3 && k.rank() == 3, "queries %s and keys %s must have 3 dimensions", q, k);
    Checks.require(k.equals(inputs.get(2)), "keys %s and values %s must agree", k, inputs.get(2));
    Checks.require(
        q.dim(0) == k.dim(0) && q.dim(2) == k.dim(2), "queries %s and keys %s don't fit", q, k);
    Checks.require(
        q.dim(2) % heads == 0, "%s channels can't be split into %s heads", q.dim(2), heads);
    return q;
  }
}
