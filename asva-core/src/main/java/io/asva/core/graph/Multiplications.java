package io.asva.core.graph;

import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.ConvTemp;
import io.asva.core.graph.op.FrameAttention;
import io.asva.core.graph.op.Linear;
import io.asva.core.tensor.Shape;

/**
 * How many multiplications the products of a network take as it is described: convolutions, linear
 * layers and attention. What a way of computing saves, such as Winograd's, isn't counted.
 */
public final class Multiplications {
  private Multiplications() {}

  /** Those of one run. */
  public static long of(Graph graph) {
    return graph.nodes().stream().mapToLong(Multiplications::of).sum();
  }

  private static long of(Node node) {
    long results = node.output().shape().elements();
    if (node.op() instanceof Linear || node.op() instanceof Conv) {
      Shape weight = node.inputs().get(1).shape();
      return results * (weight.elements() / weight.dim(0));
    }
    if (node.op() instanceof ConvTemp) {
      return results * node.inputs().get(1).shape().dim(1);
    }
    if (node.op() instanceof Attention || node.op() instanceof FrameAttention) {
      return 2 * results * node.inputs().get(1).shape().dim(1);
    }
    return 0;
  }
}
