package io.asva.core.graph;

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
import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.HalfFloat;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The control beside every engine: computes a graph by plain loops in double precision, rounding
 * each operation's result to single precision. For small graphs; it is slow.
 */
public final class NaiveInterpreter {
  private final Weights weights;
  private final Map<Value, Tensor> values = new HashMap<>();

  private NaiveInterpreter(Weights weights) {
    this.weights = weights;
  }

  /** Computes the outputs by name. */
  public static Map<String, Tensor> run(Graph graph, Weights weights, Map<String, Tensor> inputs) {
    NaiveInterpreter interpreter = new NaiveInterpreter(weights);
    for (Graph.Input input : graph.inputs()) {
      interpreter.values.put(input.value(), Objects.requireNonNull(inputs.get(input.name())));
    }
    for (Node node : graph.nodes()) {
      List<Tensor> operands = node.inputs().stream().map(interpreter::value).toList();
      Tensor result = interpreter.compute(node.op(), operands, node.output().shape());
      interpreter.values.put(node.output(), result);
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    graph.outputs().forEach((name, value) -> outputs.put(name, interpreter.value(value)));
    return outputs;
  }

  private Tensor value(Value value) {
    return Objects.requireNonNull(values.get(value), () -> value + " is not computed yet");
  }

  private Tensor compute(Op op, List<Tensor> in, Shape result) {
    if (op instanceof Weight weight) {
      return rows(weight);
    } else if (op instanceof Constant constant) {
      return constant.tensor();
    } else if (op instanceof Reshape) {
      return NaiveShapes.reshape(in.get(0), result);
    } else if (op instanceof Permute permute) {
      return NaiveShapes.permute(in.get(0), result, permute);
    } else if (op instanceof Expand) {
      return NaiveShapes.expand(in.get(0), result);
    } else if (op instanceof Slice slice) {
      return NaiveShapes.slice(in.get(0), result, slice);
    } else if (op instanceof Gather gather) {
      return NaiveShapes.gather(in.get(0), result, gather);
    } else if (op instanceof UpsampleNearest) {
      return NaiveShapes.upsample(in.get(0), result);
    } else if (op instanceof Concat concat) {
      return NaiveShapes.concat(in, result, concat);
    } else if (op instanceof Embedding) {
      return NaiveShapes.embedding((LongTensor) in.get(0), in.get(1), result);
    }
    return arithmetic(op, in.stream().map(FloatTensor.class::cast).toList(), result);
  }

  private static FloatTensor arithmetic(Op op, List<FloatTensor> in, Shape result) {
    FloatTensor x = in.get(0);
    if (op instanceof Unary unary) {
      return NaiveElements.unary(x, unary);
    } else if (op instanceof Binary binary) {
      return NaiveElements.binary(x, in.get(1), result, binary);
    } else if (op instanceof Affine affine) {
      return NaiveElements.map(x, v -> v * affine.scale() + affine.shift());
    } else if (op instanceof Cast cast) {
      return cast.type() == ElementType.F16
          ? NaiveElements.map(x, v -> HalfFloat.toFloat(HalfFloat.fromFloat((float) v)))
          : x;
    } else if (op instanceof Clamp clamp) {
      return NaiveElements.map(x, v -> Math.max(clamp.min(), Math.min(clamp.max(), v)));
    } else if (op instanceof Mean mean) {
      return NaiveElements.mean(x, result, mean);
    } else if (op instanceof Linear) {
      return NaiveLayers.linear(in);
    } else if (op instanceof Conv conv) {
      return NaiveLayers.conv(in, result, conv);
    } else if (op instanceof ConvTemp) {
      return NaiveLayers.convTemp(in);
    } else if (op instanceof GroupNorm norm) {
      return NaiveNorms.group(in, norm);
    } else if (op instanceof BatchNorm norm) {
      return NaiveNorms.batch(in, norm);
    } else if (op instanceof AveragePool pool) {
      return NaiveLayers.averagePool(x, result, pool);
    } else if (op instanceof MaxPool pool) {
      return NaiveLayers.maxPool(x, result, pool);
    } else if (op instanceof LayerNorm norm) {
      return NaiveNorms.layer(in, norm);
    } else if (op instanceof LogSoftmax) {
      return NaiveNorms.logSoftmax(x);
    } else if (op instanceof L2Normalize) {
      return NaiveNorms.l2(x);
    } else if (op instanceof Attention attention) {
      return NaiveAttention.attention(in, attention);
    } else if (op instanceof FrameAttention attention) {
      return NaiveAttention.frames(in, attention);
    }
    throw new AssertionError("the control lacks " + op);
  }

  private FloatTensor rows(Weight weight) {
    float[] all = ((FloatTensor) weights.read(weight.name())).values();
    int n = Math.toIntExact(weight.shape().elements());
    int row = weight.shape().rank() == 0 ? 1 : n / weight.shape().dim(0);
    int from = weight.firstRow() * row;
    return new FloatTensor(weight.shape(), Arrays.copyOfRange(all, from, from + n));
  }
}
