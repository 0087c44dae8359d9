package io.asva.core.graph.pass;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Affine;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Clamp;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.LayerNorm;
import io.asva.core.graph.op.Linear;
import io.asva.core.graph.op.Op;
import io.asva.core.graph.op.Reshape;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which operations can be done a block at a time. A block of an array is a run of consecutive
 * elements: a part of its outermost axis, extents of 1 aside.
 */
final class BlockRule {
  private BlockRule() {}

  /** The outermost axis whose extent is not 1; the last one if there is none. */
  static int axis(Shape shape) {
    int axis = 0;
    while (axis < shape.rank() - 1 && shape.dim(axis) == 1) {
      axis++;
    }
    return axis;
  }

  /** Whether an array can be cut into so many blocks without cutting its last axis. */
  static boolean divides(Shape shape, int blocks) {
    return shape.rank() > 1
        && axis(shape) < shape.rank() - 1
        && shape.dim(axis(shape)) % blocks == 0;
  }

  /** The shape of a block. */
  static Shape block(Shape shape, int blocks) {
    int axis = axis(shape);
    return shape.with(axis, shape.dim(axis) / blocks);
  }

  /**
   * Which inputs of an operation are cut when its result is cut, if it can be.
   *
   * @return for each input whether it is cut
   */
  static Optional<List<Boolean>> cuts(Node node, int blocks) {
    Op op = node.op();
    Shape result = node.output().shape();
    if (!divides(result, blocks)) {
      return Optional.empty();
    }
    boolean first =
        op instanceof Linear
            || op instanceof Unary
            || op instanceof Affine
            || op instanceof Clamp
            || op instanceof LayerNorm
            || op instanceof Reshape
            || (op instanceof GroupNorm norm && norm.batchAxes() > axis(result));
    if (first) {
      return divides(node.inputs().get(0).shape(), blocks)
          ? Optional.of(firstOf(node.inputs().size()))
          : Optional.empty();
    }
    if (op instanceof Binary) {
      return binary(node, blocks);
    }
    if (op instanceof Attention attention && attention.masking() == Attention.Masking.NONE) {
      boolean eachItsOwn = axis(result) == 0;
      boolean fits =
          !eachItsOwn || node.inputs().stream().allMatch(v -> divides(v.shape(), blocks));
      return fits ? Optional.of(List.of(true, eachItsOwn, eachItsOwn)) : Optional.empty();
    }
    return Optional.empty();
  }

  private static List<Boolean> firstOf(int inputs) {
    List<Boolean> cuts = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      cuts.add(i == 0);
    }
    return cuts;
  }

  /** An operand that has the cut axis is cut too; one that is repeated along it stays whole. */
  private static Optional<List<Boolean>> binary(Node node, int blocks) {
    Shape result = node.output().shape();
    int fromEnd = result.rank() - axis(result);
    List<Boolean> cuts = new ArrayList<>();
    for (Value input : node.inputs()) {
      Shape shape = input.shape();
      boolean cut = shape.rank() >= fromEnd && shape.dim(-fromEnd) > 1;
      if (cut && (axis(shape) != shape.rank() - fromEnd || !divides(shape, blocks))) {
        return Optional.empty();
      }
      cuts.add(cut);
    }
    return Optional.of(cuts);
  }

  /** The operation on a block: only a reshaping speaks of the shape. */
  static Op onBlock(Op op, int blocks) {
    return op instanceof Reshape reshape ? new Reshape(block(reshape.shape(), blocks)) : op;
  }
}
