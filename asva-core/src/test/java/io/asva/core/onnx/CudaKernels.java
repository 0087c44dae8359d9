package io.asva.core.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import io.asva.core.runtime.internal.OrtLibrary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The kernels of ONNX Runtime's CUDA provider, as the provider itself lists them. What has none
 * would run on the processor, and its operands would travel.
 */
public final class CudaKernels {
  private static final String OWN = "com.microsoft";
  private static final Map<Integer, String> TYPES =
      Map.of(
          1,
          "float",
          2,
          "uint8",
          3,
          "int8",
          5,
          "int16",
          6,
          "int32",
          7,
          "int64",
          9,
          "bool",
          10,
          "float16",
          11,
          "double",
          16,
          "bfloat16");

  private final Map<String, List<Kernel>> kernels = new HashMap<>();

  /** A kernel: the versions of its operation, and the types of each constraint. */
  private record Kernel(int first, int last, Map<String, Set<String>> types) {
    boolean takes(int version, List<String> inputs, String output) {
      return first <= version
          && version <= last
          && types.entrySet().stream()
              .allMatch(
                  constraint ->
                      switch (constraint.getKey()) {
                        case "T", "T1" -> constraint.getValue().contains(inputs.get(0));
                        case "T2" -> constraint.getValue().contains(output);
                        case "Tind" -> constraint.getValue().contains(inputs.get(1));
                        default -> true; // of a further output, or an input on the processor
                      });
    }
  }

  private CudaKernels() {}

  /** The kernels of the release that this project uses. */
  public static CudaKernels ofThisRelease() {
    CudaKernels all = new CudaKernels();
    String name = "cuda-kernels-" + OrtLibrary.version() + ".txt";
    try (InputStream in =
            Objects.requireNonNull(CudaKernels.class.getResourceAsStream(name), name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(all::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** {@code Cast 13-18 T1=float,float16 T2=float,float16}. */
  private void add(String line) {
    String[] parts = line.split(" ", -1);
    String[] versions = parts[1].split("-", -1);
    Map<String, Set<String>> types = new HashMap<>();
    for (String constraint : Arrays.asList(parts).subList(2, parts.length)) {
      String[] sides = constraint.split("=", -1);
      types.put(sides[0], Set.of(sides[1].split(",")));
    }
    int last = versions[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(versions[1]);
    kernels
        .computeIfAbsent(parts[0], any -> new ArrayList<>())
        .add(new Kernel(Integer.parseInt(versions[0]), last, types));
  }

  /** The nodes of a model that have no kernel, with the types of their inputs, each kind once. */
  public Set<String> missing(OnnxModel written) {
    OnnxMl.ModelProto model;
    try {
      model = OnnxMl.ModelProto.parseFrom(written.proto());
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> types = new HashMap<>();
    types.put("", "absent");
    OnnxMl.GraphProto graph = model.getGraph();
    graph.getInitializerList().forEach(t -> types.put(t.getName(), type(t.getDataType())));
    graph
        .getInputList()
        .forEach(v -> types.put(v.getName(), type(v.getType().getTensorType().getElemType())));
    Map<String, Integer> versions = new HashMap<>();
    model.getOpsetImportList().forEach(o -> versions.put(o.getDomain(), (int) o.getVersion()));
    Set<String> missing = new LinkedHashSet<>();
    for (OnnxMl.NodeProto node : graph.getNodeList()) {
      List<String> inputs =
          node.getInputList().stream().map(i -> Objects.requireNonNull(types.get(i), i)).toList();
      String output =
          node.getOpType().equals("Cast") ? type((int) node.getAttribute(0).getI()) : inputs.get(0);
      node.getOutputList().forEach(name -> types.put(name, output));
      String name = (node.getDomain().equals(OWN) ? OWN + "." : "") + node.getOpType();
      int version = Objects.requireNonNull(versions.get(node.getDomain()));
      if (kernels.getOrDefault(name, List.of()).stream()
          .noneMatch(kernel -> kernel.takes(version, inputs, output))) {
        missing.add(name + inputs);
      }
    }
    return missing;
  }

  private static String type(int number) {
    return Objects.requireNonNull(TYPES.get(number), () -> "type " + number);
  }
}
