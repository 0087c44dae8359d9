package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.Reshape;
import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Convolutions over time and space whose kernel is one element long over time, or over space, as
 * convolutions over two axes, which the engines have faster kernels for: over space alone the
 * frames are images of a batch, over time alone all positions are one axis.
 */
public final class PlanarConvolutions {
  private static final int AXES = 3;

  private final Rewrite rewrite;

  private PlanarConvolutions(Graph graph) {
    this.rewrite = new Rewrite(graph);
  }

  /** The same network with such convolutions over two axes. */
  public static Graph of(Graph graph) {
    PlanarConvolutions pass = new PlanarConvolutions(graph);
    return pass.rewrite.replacing(pass::kernel, pass::place);
  }

  /** The weight of a convolution that is to be rewritten. */
  private Optional<Weight> kernel(Node node) {
    boolean volume = node.op() instanceof Conv conv && conv.strides().size() == AXES;
    return volume
        ? rewrite
            .weight(node.inputs().get(1))
            .filter(w -> isOverSpace(node, w.shape()) || isOverTime(node, w.shape()))
        : Optional.empty();
  }

  private static boolean isOverSpace(Node node, Shape weight) {
    return isIdle(node, weight, 0) && weight.dim(3) * weight.dim(4) > 1;
  }

  private static boolean isOverTime(Node node, Shape weight) {
    return isIdle(node, weight, 1) && isIdle(node, weight, 2) && weight.dim(2) > 1;
  }

  /** Whether a convolution treats each position along an axis alike and alone. */
  private static boolean isIdle(Node node, Shape weight, int axis) {
    Conv conv = (Conv) node.op();
    return weight.dim(2 + axis) == 1
        && conv.strides().get(axis) == 1
        && conv.before().get(axis) == 0
        && conv.after().get(axis) == 0;
  }

  private void place(Node node, Weight kernel) {
    Conv conv = (Conv) node.op();
    Shape k = kernel.shape();
    Value x = node.inputs().get(0);
    Value y = node.output();
    if (isOverSpace(node, k)) {
      Conv over = new Conv(rest(conv.strides()), rest(conv.before()), rest(conv.after()));
      Shape space = Shape.of(k.dim(0), k.dim(1), k.dim(3), k.dim(4));
      rewrite.place(new Node(over, rewrite.convolved(node, x, kernel, space), y));
      return;
    }
    Conv over = new Conv(line(conv.strides(), 1), line(conv.before(), 0), line(conv.after(), 0));
    Shape time = Shape.of(k.dim(0), k.dim(1), k.dim(2), 1);
    Value rows = rewrite.place(y.name() + "/positions", new Reshape(onePosition(x)), x);
    Node flat = Node.of(y.name() + "/flat", over, rewrite.convolved(node, rows, kernel, time));
    rewrite.place(flat);
    rewrite.place(new Node(new Reshape(y.shape()), List.of(flat.output()), y));
  }

  private static List<Integer> rest(List<Integer> axes) {
    return axes.subList(1, AXES);
  }

  private static List<Integer> line(List<Integer> axes, int other) {
    return List.of(axes.get(0), other);
  }

  /** The shape (..., frames, positions, channels) of (..., frames, height, width, channels). */
  private static Shape onePosition(Value x) {
    int[] dims = x.shape().dims();
    int rank = dims.length;
    int[] flat = new int[rank - 1];
    System.arraycopy(dims, 0, flat, 0, rank - 3);
    flat[rank - 3] = dims[rank - 3] * dims[rank - 2];
    flat[rank - 2] = dims[rank - 1];
    return Shape.of(flat);
  }
}
