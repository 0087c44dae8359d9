package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * Each element times a number plus a number.
 *
 * @param scale the factor
 * @param shift the summand
 */
public record Affine(float scale, float shift) implements Op {

  @Override
  public Shape infer(List<Shape> inputs) {
    return inputs.get(0);
  }
}
