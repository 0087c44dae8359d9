package io.asva.core.graph.op;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.List;

/** The operation that one node of a graph computes. Immutable. */
public sealed interface Op
    permits Affine,
        Attention,
        AveragePool,
        BatchNorm,
        Binary,
        Cast,
        Clamp,
        Concat,
        Constant,
        Conv,
        ConvTemp,
        Embedding,
        Expand,
        FrameAttention,
        Gather,
        GroupNorm,
        L2Normalize,
        LayerNorm,
        Linear,
        LogSoftmax,
        MaxPool,
        Mean,
        Permute,
        Reshape,
        Slice,
        Unary,
        UpsampleNearest,
        Weight {

  /**
   * The shape of the result.
   *
   * @param inputs the shapes of the inputs, in the operation's own order
   * @throws IllegalArgumentException if they don't fit; the message says why
   */
  Shape infer(List<Shape> inputs);

  /** The type of the result's elements, most often that of the first input. */
  default ElementType inferType(List<ElementType> inputs) {
    if (this instanceof Weight) {
      return ElementType.F32;
    }
    if (this instanceof Constant constant) {
      return constant.tensor().type();
    }
    if (this instanceof Cast cast) {
      return cast.type();
    }
    return this instanceof Embedding ? inputs.get(1) : inputs.get(0);
  }
}
