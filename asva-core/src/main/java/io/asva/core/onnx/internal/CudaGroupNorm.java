package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Group normalisation by the CUDA provider's own operations, which read images with channels last,
 * in single or half precision, and have statistics, scale and shift in single precision. They exist
 * for 32 groups and the widths that Stable Diffusion has; other norms are written in parts.
 *
 * @param node the normalisation
 * @param sum what it normalises, where the operation adds it up itself; its first input is of the
 *     whole shape
 * @param sumIsUsed whether the sum is needed elsewhere
 * @param silu whether SiLU follows
 */
record CudaGroupNorm(Node node, Optional<Node> sum, boolean sumIsUsed, boolean silu) {
  private static final int GROUPS = 32;
  // The widths that the operation's documentation lists (ONNX Runtime, com.microsoft.GroupNorm).
  private static final Set<Integer> WIDTHS = Set.of(320, 640, 960, 1280, 1920, 2560, 128, 256, 512);

  /** Whether the provider has the operation for a node. */
  static boolean fits(Node node) {
    return node.op() instanceof GroupNorm norm
        && norm.groups() == GROUPS
        && WIDTHS.contains(node.output().dim(-1))
        && node.inputs().size() == 3;
  }

  static String lower(Emitter out, GroupNorm op, Node node) {
    return fits(node)
        ? new CudaGroupNorm(node, Optional.empty(), false, false).emit(out)
        : NormLowerings.group(out, op, node);
  }

  /** The shape (clips, positions, 1, channels) that the operation takes for an image. */
  private Shape image() {
    GroupNorm op = (GroupNorm) node.op();
    Shape shape = node.output().shape();
    int clips = Math.toIntExact(shape.elements(0, op.batchAxes()));
    int positions = Math.toIntExact(shape.elements(op.batchAxes(), shape.rank() - 1));
    return Shape.of(clips, positions, 1, shape.dim(-1));
  }

  /** Whether the operation can add something to each clip's positions, or to all of them. */
  boolean canAdd(Value term) {
    Shape image = image();
    long clip = (long) image.dim(0) * image.dim(3);
    boolean perClip =
        term.shape().rank() == node.output().shape().rank()
            && term.shape().elements() == clip
            && term.dim(-1) == image.dim(3)
            && term.dim(0) == node.output().dim(0)
            && ((GroupNorm) node.op()).batchAxes() == 1;
    return perClip || term.shape().equals(node.output().shape());
  }

  /** Writes it, and binds the sum if there is one. */
  String emit(Emitter out) {
    GroupNorm op = (GroupNorm) node.op();
    Shape shape = node.output().shape();
    Value x = sum.map(add -> add.inputs().get(0)).orElseGet(() -> node.inputs().get(0));
    List<String> inputs = new ArrayList<>();
    inputs.add(out.reshape(out.of(x), image()));
    inputs.add(out.of(node.inputs().get(1)));
    inputs.add(out.of(node.inputs().get(2)));
    Attribute[] attributes = {
      Attribute.of("epsilon", op.eps()),
      Attribute.of("groups", op.groups()),
      Attribute.of("activation", silu ? 1 : 0),
      Attribute.of("channels_last", 1)
    };
    if (sum.isEmpty()) {
      return out.reshape(out.contrib("GroupNorm", inputs, attributes), shape);
    }
    Value term = sum.get().inputs().get(1);
    Shape image = image();
    boolean whole = term.shape().equals(shape);
    inputs.add(out.reshape(out.of(term), whole ? image : image.with(1, 1)));
    List<String> results =
        out.contrib("SkipGroupNorm", inputs, List.of(true, sumIsUsed), attributes);
    if (sumIsUsed) {
      out.bind(sum.get().output(), out.reshape(results.get(1), shape));
    }
    return out.reshape(results.get(0), shape);
  }
}
