package io.asva.core.graph;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;

/**
 * An array that flows through a graph: an input, a weight, or the result of an operation. Two
 * values are the same only if they are the same object.
 */
public final class Value {
  private final String name;
  private final Shape shape;
  private final ElementType type;

  /** A value for a pass to put into a graph; a name must not be used twice. */
  public Value(String name, Shape shape, ElementType type) {
    this.name = name;
    this.shape = shape;
    this.type = type;
  }

  /** A name that is unique in its graph. */
  public String name() {
    return name;
  }

  /** The extents. */
  public Shape shape() {
    return shape;
  }

  /** The type of the elements. */
  public ElementType type() {
    return type;
  }

  /** The extent of a dimension; negative positions count from the end. */
  public int dim(int axis) {
    return shape.dim(axis);
  }

  @Override
  public String toString() {
    return name + " " + type + " " + shape;
  }
}
