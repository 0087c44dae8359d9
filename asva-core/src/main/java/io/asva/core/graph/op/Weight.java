package io.asva.core.graph.op;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * A tensor of the checkpoint, or some rows of one. No inputs.
 *
 * @param name its name in the checkpoint
 * @param stored its whole shape there
 * @param shape the shape it is used with: that of the rows, extents of 1 at the end left out or
 *     added
 * @param firstRow the first row that is used, 0 for all
 * @param type the type of the stored elements
 */
public record Weight(String name, Shape stored, Shape shape, int firstRow, ElementType type)
    implements Op {

  /** Some of its rows. */
  public Weight rows(int first, int count) {
    return new Weight(name, stored, shape.with(0, count), firstRow + first, type);
  }

  /** The name of the value that holds it: the tensor's name if it is all of it, as stored. */
  public String valueName() {
    boolean whole = firstRow == 0 && shape.equals(stored);
    return whole ? name : name + "@" + firstRow + "_" + shape;
  }

  @Override
  public Shape infer(List<Shape> inputs) {
    return shape;
  }
}
