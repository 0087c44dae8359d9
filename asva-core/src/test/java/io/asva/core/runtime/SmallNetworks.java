package io.asva.core.runtime;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Linear;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Networks of a few operations for the tests of this package. */
final class SmallNetworks {
  static final int WIDTH = 4;

  private SmallNetworks() {}

  /** y = x W^T, with W (4, 4) of the weights. */
  static Graph linear(Weights weights) {
    GraphBuilder graph = new GraphBuilder("small network", WeightCatalogue.of(weights));
    Value x = graph.input("x", Rate.STEP, ElementType.F32, 1, WIDTH);
    graph.output("y", Scope.root(graph).sub("layer").linearWithoutBias(x, WIDTH));
    return graph.build();
  }

  /** The weights of {@link #linear} in a file: twice the identity. */
  static Weights writeDoubling(Path file) {
    float[] values = new float[WIDTH * WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      values[i * WIDTH + i] = 2;
    }
    new SafetensorsWriter().add("layer.weight", FloatTensor.of(values, WIDTH, WIDTH)).write(file);
    return Weights.open(file);
  }

  /** y = x + x, without weights. */
  static Network doubling() {
    return doubling("doubling", "x", "y", 1, WIDTH);
  }

  static Network doubling(String name, String input, String output, int... dims) {
    return open(describe(name, input, output, dims));
  }

  static Graph doublingGraph() {
    return describe("doubling", "x", "y", 1, WIDTH).build();
  }

  private static GraphBuilder describe(String name, String input, String output, int... dims) {
    GraphBuilder graph = new GraphBuilder(name, WeightCatalogue.of(none()));
    Value x = graph.input(input, Rate.STEP, ElementType.F32, dims);
    graph.output(output, graph.add(x, x));
    return graph;
  }

  /** Many products of large matrices: seconds of work in hundreds of operations. */
  static Network slow() {
    GraphBuilder graph = new GraphBuilder("slow network", WeightCatalogue.of(none()));
    Value x = graph.input("x", Rate.STEP, ElementType.F32, 512, 512);
    Value y = x;
    for (int i = 0; i < 3000; i++) {
      y = graph.affine(graph.add(new Linear(), y, x), 1e-3f, 0);
    }
    graph.output("y", y);
    return open(graph);
  }

  static Map<String, Tensor> slowInput() {
    float[] values = new float[512 * 512];
    Arrays.fill(values, 0.01f);
    return Map.of("x", FloatTensor.of(values, 512, 512));
  }

  static Network open(GraphBuilder graph) {
    return Network.open(graph.build(), none(), Device.cpu());
  }

  static Weights none() {
    return Weights.of("nowhere", List.of());
  }

  static FloatTensor row(float... values) {
    return FloatTensor.of(values, 1, values.length);
  }

  static Map<String, Tensor> x(float... values) {
    return Map.of("x", row(values));
  }

  static float[] values(Map<String, Tensor> result, String name) {
    return ((FloatTensor) java.util.Objects.requireNonNull(result.get(name))).values();
  }
}
