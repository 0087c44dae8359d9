package io.asva.core.graph;

import io.asva.core.graph.op.Affine;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.AveragePool;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Clamp;
import io.asva.core.graph.op.Concat;
import io.asva.core.graph.op.Constant;
import io.asva.core.graph.op.Embedding;
import io.asva.core.graph.op.Expand;
import io.asva.core.graph.op.FrameAttention;
import io.asva.core.graph.op.Gather;
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
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the description of a network, operation by operation. Shapes are checked at once; weights
 * that the checkpoint lacks or holds in another shape are collected, so that {@link #build} can
 * list them all.
 *
 * <p>Not safe for use by several threads.
 */
public final class GraphBuilder {
  private final String network;
  private final WeightCatalogue catalogue;
  private final List<Graph.Input> inputs = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private final Map<String, Value> marks = new LinkedHashMap<>();
  private final Map<Op, Value> weights = new HashMap<>();
  private String module = "";

  /**
   * Begins a description.
   *
   * @param network what it is, for messages: "UNet"
   * @param catalogue names, shapes and types of the weights it may use
   */
  public GraphBuilder(String network, WeightCatalogue catalogue) {
    this.network = network;
    this.catalogue = catalogue;
  }

  /** An input of the network. */
  public Value input(String name, Rate rate, ElementType type, int... dims) {
    Value value = new Value(name, Shape.of(dims), type);
    inputs.add(new Graph.Input(name, value, rate));
    return value;
  }

  /** Makes a value an output of the network. */
  public void output(String name, Value value) {
    outputs.put(name, value);
  }

  /** Notes that a value is the result of the module of this name. */
  public Value mark(String module, Value value) {
    marks.put(module, value);
    return value;
  }

  /**
   * A weight of the checkpoint, which must have this shape; extents of 1 at the end may be missing
   * or too many.
   */
  public Value weight(String name, int... dims) {
    Shape shape = Shape.of(dims);
    WeightCatalogue.Entry entry = catalogue.expect(name, shape);
    return weight(new Weight(name, entry.shape(), shape, 0, entry.type()));
  }

  /** Some rows of a weight of the checkpoint: a part of a matrix that lies in one piece. */
  public Value weightRows(String name, Shape whole, int first, int count) {
    WeightCatalogue.Entry entry = catalogue.expect(name, whole);
    return weight(new Weight(name, entry.shape(), whole.with(0, count), first, entry.type()));
  }

  private Value weight(Weight op) {
    Value known = weights.get(op);
    if (known == null) {
      module = op.name();
      known = add(op);
      weights.put(op, known);
    }
    return known;
  }

  /** Whether the checkpoint holds a weight of this name. */
  public boolean hasWeight(String name) {
    return catalogue.has(name);
  }

  /** An array that belongs to the description. */
  public Value constant(Tensor tensor) {
    return add(new Constant(tensor));
  }

  /** {@code x W^T + b}. */
  public Value linear(Value x, Value weight, Value bias) {
    return add(new Linear(), x, weight, bias);
  }

  /** Layer normalisation without weights. */
  public Value layerNormWithoutWeights(Value x, float eps) {
    return add(new LayerNorm(eps), x);
  }

  /** Attention; see {@link Attention}. */
  public Value attention(Attention attention, Value q, Value k, Value v) {
    return add(attention, q, k, v);
  }

  /** Attention along frames; see {@link FrameAttention}. */
  public Value frameAttention(int heads, Value q, Value k, Value v) {
    return add(new FrameAttention(heads), q, k, v);
  }

  /** A function of each element. */
  public Value apply(Unary.Function function, Value x) {
    return add(new Unary(function), x);
  }

  /** {@code x sigmoid(x)} of each element. */
  public Value silu(Value x) {
    return apply(Unary.Function.SILU, x);
  }

  /** {@code x Phi(x)} of each element. */
  public Value gelu(Value x) {
    return apply(Unary.Function.GELU, x);
  }

  /** {@code max(x, 0)} of each element. */
  public Value relu(Value x) {
    return apply(Unary.Function.RELU, x);
  }

  /** The sum, with repetition along extents of 1. */
  public Value add(Value a, Value b) {
    return add(new Binary(Binary.Operator.ADD), a, b);
  }

  /** The difference, with repetition along extents of 1. */
  public Value subtract(Value a, Value b) {
    return add(new Binary(Binary.Operator.SUB), a, b);
  }

  /** The product, with repetition along extents of 1. */
  public Value multiply(Value a, Value b) {
    return add(new Binary(Binary.Operator.MUL), a, b);
  }

  /** {@code x scale + shift}. */
  public Value affine(Value x, float scale, float shift) {
    return add(new Affine(scale, shift), x);
  }

  /** {@code x} moved into a range. */
  public Value clamp(Value x, float min, float max) {
    return add(new Clamp(min, max), x);
  }

  /** The same elements under another shape. */
  public Value reshape(Value x, int... dims) {
    Shape shape = Shape.of(dims);
    return shape.equals(x.shape()) ? x : add(new Reshape(shape), x);
  }

  /** The axes in another order. */
  public Value permute(Value x, Integer... axes) {
    return add(new Permute(List.of(axes)), x);
  }

  /** Arrays one after another along an axis. */
  public Value concat(int axis, Value... values) {
    return add(new Concat(values[0].shape().axis(axis)), values);
  }

  /** Positions {@code start} (inclusive) to {@code stop} (exclusive) along an axis. */
  public Value slice(Value x, int axis, int start, int stop) {
    return add(new Slice(x.shape().axis(axis), start, stop), x);
  }

  /** Chosen positions along an axis. */
  public Value gather(Value x, int axis, List<Integer> positions) {
    return add(new Gather(x.shape().axis(axis), positions), x);
  }

  /** Rows of a table. */
  public Value embedding(Value ids, Value table) {
    return add(new Embedding(), ids, table);
  }

  /** {@code x} repeated along its extents of 1. */
  public Value expand(Value x, int... dims) {
    return add(new Expand(Shape.of(dims)), x);
  }

  /** Images of twice the height and width. */
  public Value upsample(Value x) {
    return add(new UpsampleNearest(), x);
  }

  /** The largest of each window; see {@link MaxPool}. */
  public Value maxPool(Value x, MaxPool pool) {
    return add(pool, x);
  }

  /** The mean of each window; see {@link AveragePool}. */
  public Value averagePool(Value x, AveragePool pool) {
    return add(pool, x);
  }

  /** The mean over some axes. */
  public Value mean(Value x, Integer... axes) {
    return add(new Mean(List.of(axes)), x);
  }

  /** Rows of length 1. */
  public Value l2Normalize(Value x) {
    return add(new L2Normalize(), x);
  }

  /** The logarithm of the softmax of each row. */
  public Value logSoftmax(Value x) {
    return add(new LogSoftmax(), x);
  }

  /** The mean of all elements, a number without axes. */
  public Value meanOfAll(Value x) {
    Integer[] axes = new Integer[x.shape().rank()];
    Arrays.setAll(axes, i -> i);
    return mean(x, axes);
  }

  /** The mean of the squared differences of two arrays of one shape, a number without axes. */
  public Value meanSquaredError(Value a, Value b) {
    Value difference = subtract(a, b);
    return meanOfAll(multiply(difference, difference));
  }

  /** Appends an operation. */
  public Value add(Op op, Value... operands) {
    List<Value> list = Arrays.asList(operands);
    for (Value operand : operands) {
      module =
          operand.name().endsWith(".weight")
              ? operand.name().substring(0, operand.name().length() - 7)
              : module;
    }
    Shape shape;
    try {
      shape = op.infer(list.stream().map(Value::shape).toList());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new GraphException(
          network + ": " + op.getClass().getSimpleName() + " at " + module + ": " + e.getMessage());
    }
    String name = op instanceof Weight weight ? weight.valueName() : "v" + nodes.size();
    Value result = new Value(name, shape, op.inferType(list.stream().map(Value::type).toList()));
    nodes.add(new Node(op, list, result));
    return result;
  }

  /**
   * The finished description.
   *
   * @throws GraphException if weights are missing or misshapen; the message lists them
   */
  public Graph build() {
    catalogue.requireComplete(network);
    return new Graph(network, inputs, Collections.unmodifiableList(nodes), outputs, marks);
  }
}
