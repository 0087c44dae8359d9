package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.tensor.Shape;
import java.util.List;
import java.util.Set;

/**
 * Group normalisation by the CUDA provider's own operation, which reads pictures with channels
 * last. It exists for 32 groups and the widths that Stable Diffusion has; other norms are written
 * in parts.
 */
final class CudaGroupNorm {
  private static final int GROUPS = 32;
  // The widths that the operation's documentation lists (ONNX Runtime, com.microsoft.GroupNorm).
  private static final Set<Integer> WIDTHS = Set.of(320, 640, 960, 1280, 1920, 2560, 128, 256, 512);

  private CudaGroupNorm() {}

  static String lower(Emitter out, GroupNorm op, Node node) {
    Value x = node.inputs().get(0);
    int c = x.dim(-1);
    if (op.groups() != GROUPS || !WIDTHS.contains(c)) {
      return NormLowerings.group(out, op, node);
    }
    Shape shape = x.shape();
    long batch = shape.elements(0, op.batchAxes());
    String picture =
        out.reshape(out.of(x), batch, shape.elements(op.batchAxes(), shape.rank() - 1), 1, c);
    List<String> inputs =
        List.of(picture, out.of(node.inputs().get(1)), out.of(node.inputs().get(2)));
    String normed =
        out.contrib(
            "GroupNorm",
            inputs,
            Attribute.of("epsilon", op.eps()),
            Attribute.of("groups", op.groups()),
            Attribute.of("activation", 0),
            Attribute.of("channels_last", 1));
    return out.reshape(normed, shape);
  }
}
