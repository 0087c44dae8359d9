package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Concat;
import io.asva.core.graph.op.Constant;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.Expand;
import io.asva.core.graph.op.Op;
import io.asva.core.graph.op.Permute;
import io.asva.core.graph.op.Reshape;
import io.asva.core.graph.op.Slice;
import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A convolution over time and space that sees each frame with the one before and the one after, as
 * one over space alone that sees the channels of the three frames side by side: ONNX Runtime has a
 * faster kernel for it. In training the plain convolution is faster, because of its gradient.
 */
public final class NeighbouringFrames {
  private static final int AXES = 3;
  private static final int TAPS = 3; // frames that are seen at once
  private static final List<Integer> FIRST = List.of(0, 1, 4, 2, 3); // channels before the rows
  private static final List<Integer> LAST = List.of(0, 1, 3, 4, 2);

  private final Rewrite rewrite;

  private NeighbouringFrames(Graph graph) {
    this.rewrite = new Rewrite(graph);
  }

  /** The same network with such convolutions over space alone. */
  public static Graph of(Graph graph) {
    NeighbouringFrames pass = new NeighbouringFrames(graph);
    return pass.rewrite.replacing(pass::kernel, pass::place);
  }

  /** The weight of a convolution that is to be rewritten. */
  private Optional<Weight> kernel(Node node) {
    boolean suits =
        node.op() instanceof Conv conv
            && conv.strides().size() == AXES
            && node.output().shape().rank() == AXES + 2
            && conv.strides().get(0) == 1
            && conv.before().get(0) == TAPS / 2
            && conv.after().get(0) == TAPS / 2;
    return suits
        ? rewrite
            .weight(node.inputs().get(1))
            .filter(w -> w.shape().dim(2) == TAPS && w.shape().dim(3) * w.shape().dim(4) > 1)
        : Optional.empty();
  }

  private void place(Node node, Weight kernel) {
    Value y = node.output();
    Conv conv = (Conv) node.op();
    Value frames = channelsFirst(y.name(), node.inputs().get(0));
    Shape d = frames.shape();
    int channels = d.dim(2);
    Value three = op(y, "three", new Reshape(d.with(2, TAPS * channels)), sideBySide(y, frames));
    Shape k = kernel.shape();
    Shape flat = Shape.of(k.dim(0), TAPS * channels, k.dim(3), k.dim(4));
    Conv over =
        new Conv(
            conv.strides().subList(1, AXES),
            conv.before().subList(1, AXES),
            conv.after().subList(1, AXES));
    Value last = op(y, "last", new Permute(LAST), three);
    rewrite.place(new Node(over, rewrite.convolved(node, last, kernel, flat), y));
  }

  /** (batch, frames, channels, height, width): what was put in another order, as it was before. */
  private Value channelsFirst(String name, Value x) {
    return rewrite
        .maker(x)
        .filter(maker -> maker.op().equals(new Permute(LAST)))
        .map(maker -> maker.inputs().get(0))
        .orElseGet(() -> rewrite.place(name + "/first", new Permute(FIRST), x));
  }

  /** (batch, frames, channels, 3, height, width): the frame before, the frame, the one after. */
  private Value sideBySide(Value y, Value frames) {
    Shape d = frames.shape();
    int count = d.dim(1);
    Shape one = Shape.of(d.dim(0), count, d.dim(2), 1, d.dim(3), d.dim(4));
    Value now = op(y, "now", new Reshape(one), frames);
    Value zero = op(y, "zero", new Constant(FloatTensor.zeros(1, 1, 1, 1, 1, 1)));
    Value blank = op(y, "blank", new Expand(one.with(1, 1)), zero);
    Value before = blank;
    Value after = blank;
    if (count > 1) {
      Concat join = new Concat(1);
      before = op(y, "before", join, blank, op(y, "head", new Slice(1, 0, count - 1), now));
      after = op(y, "after", join, op(y, "tail", new Slice(1, 1, count), now), blank);
    }
    return op(y, "beside", new Concat(TAPS), before, now, after);
  }

  private Value op(Value y, String name, Op op, Value... inputs) {
    return rewrite.place(y.name() + "/" + name, op, inputs);
  }
}
