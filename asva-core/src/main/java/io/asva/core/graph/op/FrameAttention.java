package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * Attention along the frames of each place on its own. Inputs: q, k, v (batch, frames, places, c).
 *
 * @param heads number of heads
 */
public record FrameAttention(int heads) implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    Shape q = inputs.get(0);
    Checks.require(q.rank() == 4, "queries must have 4 dimensions, not %s", q);
    Checks.require(
        q.equals(inputs.get(1)) && q.equals(inputs.get(2)),
        "queries %s, keys %s and values %s must agree",
        q,
        inputs.get(1),
        inputs.get(2));
    Checks.require(
        q.dim(-1) % heads == 0, "%s channels can't be split into %s heads", q.dim(-1), heads);
    return q;
  }
}
