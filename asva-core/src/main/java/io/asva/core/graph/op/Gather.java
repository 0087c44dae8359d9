package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * Chosen positions along an axis, in a fixed order.
 *
 * @param axis the axis, counted from the front
 * @param positions which ones
 */
public record Gather(int axis, List<Integer> positions) implements Op {

  /** Copies the list. */
  public Gather {
    positions = List.copyOf(positions);
  }

  @Override
  public Shape infer(List<Shape> inputs) {
    for (int position : positions) {
      Checks.require(
          0 <= position && position < inputs.get(0).dim(axis),
          "position %s of axis %s of %s",
          position,
          axis,
          inputs.get(0));
    }
    return inputs.get(0).with(axis, positions.size());
  }
}
