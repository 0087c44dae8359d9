package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.op.Affine;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.AveragePool;
import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Cast;
import io.asva.core.graph.op.Clamp;
import io.asva.core.graph.op.Concat;
import io.asva.core.graph.op.Constant;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.ConvTemp;
import io.asva.core.graph.op.Embedding;
import io.asva.core.graph.op.Expand;
import io.asva.core.graph.op.FrameAttention;
import io.asva.core.graph.op.Gather;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.L2Normalize;
import io.asva.core.graph.op.LayerNorm;
import io.asva.core.graph.op.Linear;
import io.asva.core.graph.op.LogSoftmax;
import io.asva.core.graph.op.MaxPool;
import io.asva.core.graph.op.Mean;
import io.asva.core.graph.op.Op;
import io.asva.core.graph.op.Permute;
import io.asva.core.graph.op.Reshape;
import io.asva.core.graph.op.Slice;
import io.asva.core.graph.op.Unary;
import io.asva.core.graph.op.UpsampleNearest;
import io.asva.core.onnx.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which lowering says which operation, for a target. */
final class Lowerings {
  private final Map<Class<? extends Op>, Lowering<?>> table = new HashMap<>();

  private Lowerings() {}

  static Lowerings of(Target target) {
    Lowerings all = new Lowerings();
    all.put(Constant.class, (out, op, node) -> out.constant(op.tensor()));
    all.put(Linear.class, LinearLowering::lower);
    all.put(Conv.class, ConvLowering::lower);
    all.put(ConvTemp.class, ConvTempLowering::concatenated);
    all.put(GroupNorm.class, NormLowerings::group);
    all.put(BatchNorm.class, BatchNormLowering::lower);
    all.put(LayerNorm.class, NormLowerings::layer);
    all.put(LogSoftmax.class, NormLowerings::logSoftmax);
    all.put(L2Normalize.class, NormLowerings::l2);
    all.put(Attention.class, AttentionLowering::portable);
    all.put(FrameAttention.class, AttentionLowering::framesPortable);
    all.put(Unary.class, ElementwiseLowerings::unary);
    all.put(Binary.class, ElementwiseLowerings::binary);
    all.put(Affine.class, ElementwiseLowerings::affine);
    all.put(Cast.class, ElementwiseLowerings::cast);
    all.put(Clamp.class, ElementwiseLowerings::clamp);
    all.put(
        Reshape.class, (out, op, node) -> out.reshape(out.of(node.inputs().get(0)), op.shape()));
    all.put(Permute.class, ShapeLowerings::permute);
    all.put(Concat.class, ShapeLowerings::concat);
    all.put(Slice.class, ShapeLowerings::slice);
    all.put(Gather.class, ShapeLowerings::gather);
    all.put(Embedding.class, ShapeLowerings::embedding);
    all.put(Expand.class, ShapeLowerings::expand);
    all.put(UpsampleNearest.class, ShapeLowerings::upsample);
    all.put(MaxPool.class, PoolLowering::max);
    all.put(AveragePool.class, PoolLowering::average);
    all.put(Mean.class, ShapeLowerings::mean);
    if (target.isProcessor()) {
      all.put(Conv.class, ConvLowering::planned);
      all.put(ConvTemp.class, ConvTempToom::lower);
      all.put(LayerNorm.class, NormLowerings::layerInSteps);
      all.put(Attention.class, AttentionLowering::fused);
      all.put(FrameAttention.class, AttentionLowering::framesBatched);
      all.put(Unary.class, ElementwiseLowerings::unaryFused);
    }
    if (target == Target.CPU_INT8) {
      all.put(Linear.class, LinearLowering::quantised);
    }
    if (target == Target.CUDA) {
      all.put(Attention.class, AttentionLowering::fused);
      all.put(FrameAttention.class, AttentionLowering::framesFused);
      all.put(Unary.class, ElementwiseLowerings::unaryFused);
      all.put(GroupNorm.class, CudaGroupNorm::lower);
    }
    return all;
  }

  /**
   * The kinds of operation that are covered, weights aside: those name the checkpoint and need no
   * node.
   */
  Set<Class<? extends Op>> kinds() {
    return table.keySet();
  }

  private <T extends Op> void put(Class<T> kind, Lowering<T> lowering) {
    table.put(kind, lowering);
  }

  @SuppressWarnings("unchecked") // put() pairs each kind with a lowering of that kind
  String lower(Emitter out, Node node) {
    Lowering<Op> lowering = (Lowering<Op>) table.get(node.op().getClass());
    if (lowering == null) {
      throw new IllegalStateException("no ONNX lowering for " + node.op());
    }
    return lowering.lower(out, node.op(), node);
  }
}
