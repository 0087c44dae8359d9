package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * The mean over some axes, which disappear.
 *
 * @param axes which ones, counted from the front, ascending
 */
public record Mean(List<Integer> axes) implements Op {

  /** Copies the list. */
  public Mean {
    axes = List.copyOf(axes);
  }

  @Override
  public Shape infer(List<Shape> inputs) {
    Shape x = inputs.get(0);
    int[] kept =
        java.util.stream.IntStream.range(0, x.rank())
            .filter(i -> !axes.contains(i))
            .map(x::dim)
            .toArray();
    return Shape.of(kept);
  }
}
