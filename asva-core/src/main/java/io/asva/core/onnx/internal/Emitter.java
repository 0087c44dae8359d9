package io.asva.core.onnx.internal;

import io.asva.core.graph.Batch;
import io.asva.core.graph.Graph;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Weight;
import io.asva.core.onnx.DerivedWeight;
import io.asva.core.onnx.WeightTransform;
import io.asva.core.protobuf.Proto;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects the nodes and initialisers of one ONNX graph. Tensors are known by name; each lowering
 * adds what it needs.
 */
final class Emitter {
  /** Tensors up to this many bytes travel inside the model. */
  private static final long INLINE_BYTES = 1 << 16;

  private static final int OPSET = 21;
  private static final int IR_VERSION = 10;

  private final Proto graph = new Proto();
  private final Map<Object, String> constants = new HashMap<>();
  private final Map<Value, String> tensors = new HashMap<>();
  private final Map<Value, Weight> weights = new HashMap<>();
  private final Map<String, WeightTensor> inMemory = new LinkedHashMap<>();
  private final Set<String> inFiles = new LinkedHashSet<>();
  private final Map<String, DerivedWeight> derived = new LinkedHashMap<>();
  private Optional<Path> folder = Optional.empty();
  private boolean contrib;
  private int counter;
  private final Weights checkpoint;
  private final Batch batch;

  Emitter(Weights checkpoint, Batch batch) {
    this.checkpoint = checkpoint;
    this.batch = batch;
  }

  /** Adds a node of the standard operations and returns its output's name. */
  String node(String op, List<String> inputs, Attribute... attributes) {
    String output = fresh();
    add("", op, inputs, List.of(output), attributes);
    return output;
  }

  /** Adds a node of ONNX Runtime's own operations and returns its output's name. */
  String contrib(String op, List<String> inputs, Attribute... attributes) {
    String output = fresh();
    add("com.microsoft", op, inputs, List.of(output), attributes);
    return output;
  }

  /** The tensor that holds a value of the description; a weight is added when first asked for. */
  String of(Value value) {
    Weight weight = weights.get(value);
    if (weight != null) {
      tensors.computeIfAbsent(value, v -> weight(v.name(), weight, v.type()));
    }
    String tensor = tensors.get(value);
    if (tensor == null) {
      throw new IllegalStateException("not written yet: " + value);
    }
    return tensor;
  }

  /** A tensor of the checkpoint that no value of the description is. */
  String of(Weight weight, ElementType type) {
    Value value = new Value(weight.valueName() + "/all", weight.shape(), type);
    bind(value, weight);
    return of(value);
  }

  /**
   * Notes that a value of the description is a tensor of the checkpoint, in the value's own type.
   */
  void bind(Value value, Weight weight) {
    weights.put(value, weight);
  }

  /** The tensor of the checkpoint that a value is, if it is one. */
  Optional<Weight> weightOf(Value value) {
    return Optional.ofNullable(weights.get(value));
  }

  /** Notes which tensor holds a value of the description. */
  void bind(Value value, String tensor) {
    tensors.put(value, tensor);
  }

  /** Adds one of several outputs and returns their names; that of one not wanted is empty. */
  List<String> contrib(
      String op, List<String> inputs, List<Boolean> wanted, Attribute... attributes) {
    List<String> outputs = wanted.stream().map(want -> want ? fresh() : "").toList();
    add("com.microsoft", op, inputs, outputs, attributes);
    return outputs;
  }

  private void add(
      String domain,
      String op,
      List<String> inputs,
      List<String> outputs,
      Attribute... attributes) {
    Proto node = new Proto();
    inputs.forEach(input -> node.text(1, input));
    outputs.forEach(output -> node.text(2, output));
    node.text(3, outputs.get(0)).text(4, op);
    for (Attribute attribute : attributes) {
      node.message(5, attribute.proto());
    }
    if (!domain.isEmpty()) {
      node.text(7, domain);
      contrib = true;
    }
    graph.message(1, node);
  }

  private String fresh() {
    return "t" + counter++;
  }

  /** A constant, once however often it is asked for. */
  String constant(Tensor tensor) {
    String name = fresh();
    initializer(name, tensor.type(), tensor.shape(), TensorProtos.bytes(tensor));
    return name;
  }

  /** A constant that several nodes share; the key says what it holds. */
  String shared(Object key, Supplier<Tensor> tensor) {
    String known = constants.get(key);
    if (known == null) {
      known = constant(tensor.get());
      constants.put(key, known);
    }
    return known;
  }

  /** A vector of 64-bit integers, such as a shape. */
  String longs(long... values) {
    return constants.computeIfAbsent(
        List.of("longs", Arrays.toString(values)),
        key -> constant(LongTensor.of(values, values.length)));
  }

  /** One number, of a type of floating point numbers. */
  String scalar(float value, ElementType type) {
    return constants.computeIfAbsent(
        List.of(value, type), key -> constant(FloatTensor.of(new float[] {value}), type));
  }

  /** A constant as floating point numbers of a type. */
  String constant(FloatTensor tensor, ElementType type) {
    String single = constant(tensor);
    return type == ElementType.F32
        ? single
        : node("Cast", List.of(single), Attribute.of("to", OnnxTypes.of(type)));
  }

  /** One number in single precision. */
  String scalar(float value) {
    return constants.computeIfAbsent(value, key -> constant(FloatTensor.of(new float[] {value})));
  }

  /** The tensor under another shape. */
  String reshape(String tensor, Shape shape) {
    return reshape(tensor, shape.longs());
  }

  /** The tensor under another shape, of which one extent may be -1, unless the batch is free. */
  String reshape(String tensor, long... dims) {
    return node("Reshape", List.of(tensor, longs(withFree(dims, -1))));
  }

  /** The tensor repeated along extents of 1, of which the batch is none where it is free. */
  String expand(String tensor, long... dims) {
    return node("Expand", List.of(tensor, longs(withFree(dims, 1))));
  }

  private long[] withFree(long[] dims, long value) {
    return Arrays.stream(dims).map(dim -> batch.isFree(dim) ? value : dim).toArray();
  }

  /** Whether an extent of the description is so many for each element of any batch. */
  boolean isFree(int extent) {
    return batch.isFree(extent);
  }

  /** A tensor that is computed when the session opens, and given as a further input. */
  String derived(String name, ElementType type, Shape shape, WeightTransform transform) {
    if (derived.putIfAbsent(name, new DerivedWeight(name, type, shape, transform)) == null) {
      graph.message(11, TensorProtos.valueInfo(name, type, shape, Batch.FIXED));
    }
    return name;
  }

  /** A weight of the checkpoint, or some rows of it, under a shape of as many elements. */
  private String weight(String name, Weight weight, ElementType type) {
    WeightTensor stored =
        checkpoint
            .find(weight.name())
            .orElseThrow(
                () ->
                    new WeightsException(
                        checkpoint.source() + " holds no tensor " + weight.name()));
    Shape shape = weight.shape();
    int firstRow = weight.firstRow();
    long rowBytes =
        stored.shape().rank() == 0
            ? 0
            : stored.shape().elements(1, stored.shape().rank()) * stored.type().bytes();
    long skipped = firstRow * rowBytes;
    long length = shape.elements() * stored.type().bytes();
    String raw = stored.type() == type ? name : name + "/" + stored.type();
    WeightTensor.Data data = stored.data();
    if (data instanceof WeightTensor.InFile file) {
      Path parent = file.file().toAbsolutePath().getParent();
      folder = Optional.ofNullable(parent);
      inFiles.add(weight.name());
      graph.message(
          5,
          TensorProtos.external(
              raw,
              stored.type(),
              shape,
              String.valueOf(file.file().getFileName()),
              file.offset() + skipped,
              length));
    } else if (data instanceof WeightTensor.InMemory memory) {
      ByteBuffer part =
          memory
              .bytes()
              .duplicate()
              .position((int) skipped)
              .limit((int) (skipped + length))
              .slice()
              .order(ByteOrder.LITTLE_ENDIAN);
      if (length <= INLINE_BYTES) {
        byte[] bytes = new byte[(int) length];
        part.get(bytes);
        initializer(raw, stored.type(), shape, bytes);
      } else {
        inMemory.put(
            raw, new WeightTensor(raw, stored.type(), shape, new WeightTensor.InMemory(part)));
        graph.message(5, TensorProtos.external(raw, stored.type(), shape, "memory", 0, length));
      }
    }
    if (stored.type() != type) {
      add("", "Cast", List.of(raw), List.of(name), Attribute.of("to", OnnxTypes.of(type)));
    }
    return name;
  }

  private void initializer(String name, ElementType type, Shape shape, byte[] bytes) {
    graph.message(5, TensorProtos.inline(name, type, shape, bytes));
  }

  /** The finished ModelProto. */
  byte[] model(Graph description) {
    graph.text(2, description.name());
    for (Graph.Input input : description.inputs()) {
      graph.message(
          11,
          TensorProtos.valueInfo(input.name(), input.value().type(), input.value().shape(), batch));
    }
    description
        .outputs()
        .forEach(
            (name, value) ->
                graph.message(
                    12, TensorProtos.valueInfo(name, value.type(), value.shape(), batch)));
    Proto model = new Proto().number(1, IR_VERSION).text(2, "asva").message(7, graph);
    model.message(8, new Proto().text(1, "").number(2, OPSET));
    if (contrib) {
      model.message(8, new Proto().text(1, "com.microsoft").number(2, 1));
    }
    return model.toByteArray();
  }

  /** Gives the tensor that holds a value the name of an output. */
  void output(String name, Value value) {
    add("", "Identity", List.of(of(value)), List.of(name));
  }

  Optional<Path> folder() {
    return folder;
  }

  Map<String, WeightTensor> inMemory() {
    return inMemory;
  }

  /** The checkpoint's tensors in files that the model points to. */
  Set<String> stored() {
    return inFiles;
  }

  List<DerivedWeight> derived() {
    return new ArrayList<>(derived.values());
  }
}
