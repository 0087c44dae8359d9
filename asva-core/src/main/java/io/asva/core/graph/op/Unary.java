package io.asva.core.graph.op;

import io.asva.core.tensor.Shape;
import java.util.List;

/**
 * A function of each element.
 *
 * @param function which one
 */
public record Unary(Function function) implements Op {

  /** Functions of one number. */
  public enum Function {
    /** {@code x sigmoid(x)}. */
    SILU,
    /** {@code x Phi(x)}, exact, by the error function. */
    GELU,
    /** {@code x sigmoid(1.702 x)}. */
    QUICK_GELU,
    /** {@code max(x, 0)}. */
    RELU,
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID,
    /** The exponential. */
    EXP,
    /** The magnitude. */
    ABS,
    /** The square root. */
    SQRT,
    /** The sine. */
    SIN,
    /** The cosine. */
    COS
  }

  @Override
  public Shape infer(List<Shape> inputs) {
    return inputs.get(0);
  }
}
