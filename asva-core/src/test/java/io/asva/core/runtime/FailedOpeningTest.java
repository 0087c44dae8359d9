package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedOpeningTest {
  private static final int ROWS = 1 << 20;
  private static final long MEGABYTE = 1 << 20;

  private final Weights weights =
      Weights.of(
          "memory",
          List.of(
              new WeightTensor(
                  "table.weight",
                  ElementType.F32,
                  Shape.of(ROWS, 4),
                  new WeightTensor.InMemory(
                      ByteBuffer.allocate(ROWS * 16).order(ByteOrder.LITTLE_ENDIAN)))));

  /** Looks up rows by numbers with fractions, which ONNX Runtime refuses. */
  private Graph refused() {
    GraphBuilder graph = new GraphBuilder("odd network", WeightCatalogue.of(weights));
    Value ids = graph.input("ids", Rate.CLIP, ElementType.F32, 3);
    graph.output("y", graph.embedding(ids, graph.weight("table.weight", ROWS, 4)));
    return graph.build();
  }

  @Test
  void saysWhichNetworkAndWhichWeights() {
    assertThatThrownBy(() -> Network.open(refused(), weights, Device.cpu()))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(
            "ONNX Runtime can't open the odd network with the weights in memory: ")
        .hasCauseInstanceOf(ai.onnxruntime.OrtException.class);
  }

  @Test
  void givesBackTheMemoryOfItsWeights() throws Exception {
    Graph graph = refused();
    long before = residentBytes();
    for (int i = 0; i < 60; i++) { // 16 MB of weights each time
      assertThatThrownBy(() -> Network.open(graph, weights, Device.cpu()))
          .isInstanceOf(ModelException.class);
    }
    assertThat(residentBytes() - before).isLessThan(300 * MEGABYTE);
  }

  private static long residentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    assumeThat(Files.exists(status)).as("this system shows a process's memory").isTrue();
    String line =
        Files.readAllLines(status).stream().filter(l -> l.startsWith("VmRSS:")).findFirst().get();
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
  }
}
