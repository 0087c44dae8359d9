package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Weight;
import java.util.List;
import java.util.Set;

/**
 * A linear layer whose result's first half is multiplied with GELU of the second, as one matrix
 * product and the CUDA provider's operation, which adds the bias.
 *
 * @param result the product of both halves
 * @param x what the layer takes
 * @param weight its whole matrix
 * @param bias its whole bias
 */
record CudaGeglu(Node result, Value x, Weight weight, Weight bias) {
  /** The widths that the operation exists for (ONNX Runtime, com.microsoft.BiasSplitGelu). */
  static final Set<Integer> WIDTHS = Set.of(2560, 5120, 6144, 10240);

  String emit(Emitter out) {
    int width = weight.shape().dim(0);
    String rows = out.reshape(out.of(x), -1, x.dim(-1));
    String product =
        out.node("Gemm", List.of(rows, out.of(weight, x.type())), Attribute.of("transB", 1));
    String both =
        out.contrib(
            "BiasSplitGelu", List.of(out.reshape(product, 1, -1, width), out.of(bias, x.type())));
    return out.reshape(both, result.output().shape());
  }
}
