package io.asva.core.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model for the CUDA provider, in which the operations that only CUDA has are written by their
 * definition in ONNX Runtime's documentation, so that a processor can compute it.
 */
public final class CudaByDefinition {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final OnnxMl.GraphProto.Builder graph;
  private final Map<String, List<Long>> shapes = new HashMap<>();
  private int counter;

  private CudaByDefinition(OnnxMl.GraphProto.Builder graph) {
    this.graph = graph;
  }

  /** The same model by definition. */
  public static OnnxModel of(OnnxModel model) {
    try {
      OnnxMl.ModelProto.Builder proto = OnnxMl.ModelProto.parseFrom(model.proto()).toBuilder();
      new CudaByDefinition(proto.getGraphBuilder()).rewrite();
      return new OnnxModel(
          proto.build().toByteArray(), model.folder(), model.inMemory(), model.derived());
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rewrite() {
    List<NodeProto> nodes = new ArrayList<>(graph.getNodeList());
    graph.getInitializerList().forEach(t -> shapes.put(t.getName(), t.getDimsList()));
    nodes.stream()
        .filter(n -> n.getOpType().equals("Cast") && shapes.containsKey(n.getInput(0)))
        .forEach(
            n -> shapes.put(n.getOutput(0), Objects.requireNonNull(shapes.get(n.getInput(0)))));
    graph.clearNode();
    for (NodeProto node : nodes) {
      switch (node.getOpType()) {
        case "GroupNorm" -> norm(node, node.getInput(0));
        case "SkipGroupNorm" -> {
          boolean kept = node.getOutputCount() > 1 && !node.getOutput(1).isEmpty();
          String sum = kept ? node.getOutput(1) : fresh();
          add("Add", sum, node.getInput(0), node.getInput(3));
          norm(node, sum);
        }
        case "BiasSplitGelu" -> splitGelu(node);
        default -> graph.addNode(node);
      }
    }
  }

  /** (n, h, w, c): statistics over h, w and the channels of a group, in single precision. */
  private void norm(NodeProto node, String x) {
    String gamma = node.getInput(1);
    long channels = Objects.requireNonNull(shapes.get(gamma)).get(0);
    long groups = attribute(node, "groups").getI();
    String single = cast(x, FLOAT);
    String split = add("Reshape", single, longs(0, -1, groups, channels / groups));
    String mean = add("ReduceMean", split, longs(1, 3));
    String centred = add("Sub", split, mean);
    String variance = add("ReduceMean", add("Mul", centred, centred), longs(1, 3));
    String deviation = add("Sqrt", add("Add", variance, scalar(attribute(node, "epsilon").getF())));
    String normed = add("Reshape", add("Div", centred, deviation), longs(0, -1, 1, channels));
    String shifted =
        add("Add", add("Mul", normed, cast(gamma, FLOAT)), cast(node.getInput(2), FLOAT));
    String result =
        attribute(node, "activation").getI() == 0
            ? shifted
            : add("Mul", shifted, add("Sigmoid", shifted));
    castLike(result, x, node.getOutput(0));
  }

  private static OnnxMl.AttributeProto attribute(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(a -> a.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** (n, positions, 2 c): what the first half holds, times GELU of the second. */
  private void splitGelu(NodeProto node) {
    String biased = add("Add", node.getInput(0), node.getInput(1));
    String left = fresh();
    String right = fresh();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Split")
            .addInput(biased)
            .addOutput(left)
            .addOutput(right)
            .addAttribute(integer("axis", -1))
            .addAttribute(integer("num_outputs", 2)));
    add("Mul", node.getOutput(0), left, add("Gelu", right));
  }

  private String cast(String x, int type) {
    String output = fresh();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Cast")
            .addInput(x)
            .addOutput(output)
            .addAttribute(integer("to", type)));
    return output;
  }

  private void castLike(String x, String like, String output) {
    graph.addNode(
        NodeProto.newBuilder().setOpType("CastLike").addInput(x).addInput(like).addOutput(output));
  }

  private String add(String op, String first, String second) {
    String output = fresh();
    add(op, output, first, second);
    return output;
  }

  private String add(String op, String input) {
    String output = fresh();
    graph.addNode(NodeProto.newBuilder().setOpType(op).addInput(input).addOutput(output));
    return output;
  }

  private void add(String op, String output, String first, String second) {
    graph.addNode(
        NodeProto.newBuilder().setOpType(op).addInput(first).addInput(second).addOutput(output));
  }

  private static OnnxMl.AttributeProto integer(String name, long value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private String longs(long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(bytes::putLong);
    return initializer(INT64, bytes, (long) values.length);
  }

  private String scalar(float value) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return initializer(FLOAT, bytes.putFloat(value), 1L);
  }

  private String initializer(int type, ByteBuffer bytes, long length) {
    String name = fresh();
    graph.addInitializer(
        OnnxMl.TensorProto.newBuilder()
            .setName(name)
            .setDataType(type)
            .addDims(length)
            .setRawData(ByteString.copyFrom(bytes.flip())));
    return name;
  }

  private String fresh() {
    return "by definition " + counter++;
  }
}
