package io.asva.core.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.asva.core.CancelledException;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.onnx.OnnxExport.Placement;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {
  private static final int SMALL = 200;
  // 68 MB: more than what is copied without being asked to.
  private static final int LARGE = 4200;

  private final Path folder;

  OnnxExportTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void smallWeightsAreCopiedAndTheModelGivesTheSame() throws Exception {
    Weights weights = checkpoint(SMALL);
    OnnxExport export = OnnxExport.sharing(graph(weights, SMALL), weights, folder.resolve("out"));
    assertThat(export.placement()).isEqualTo(Placement.COPIED);
    assertThat(names("out")).containsExactly("model.onnx", "weights.safetensors");
    assertThat(run(export.model(), SMALL)).isCloseTo(sumOfRow(SMALL), within(1e-3f));
  }

  @Test
  void largeWeightsAreLinkedWithoutTakingSpace() throws Exception {
    Weights weights = checkpoint(LARGE);
    OnnxExport export = OnnxExport.sharing(graph(weights, LARGE), weights, folder.resolve("out"));
    assertThat(export.placement()).isEqualTo(Placement.LINKED);
    assertThat(names("out")).containsExactly("checkpoint.safetensors", "model.onnx");
    assertThat(
            Files.isSameFile(export.weights().get(0), folder.resolve("in/checkpoint.safetensors")))
        .isTrue();
    assertThat(Files.size(export.model())).isLessThan(10_000);
    assertThat(run(export.model(), LARGE)).isCloseTo(sumOfRow(LARGE), within(1f));
  }

  @Test
  void anInterruptedThreadExportsNothing() throws Exception {
    Weights weights = checkpoint(SMALL);
    Graph graph = graph(weights, SMALL);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> OnnxExport.sharing(graph, weights, folder.resolve("out")))
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }

  @Test
  void aCheckpointInTheFolderIsUsedInPlace() throws Exception {
    Weights weights = checkpoint(SMALL);
    OnnxExport export = OnnxExport.sharing(graph(weights, SMALL), weights, folder.resolve("in"));
    assertThat(export.placement()).isEqualTo(Placement.IN_PLACE);
    assertThat(names("in")).containsExactly("checkpoint.safetensors", "model.onnx");
    assertThat(run(export.model(), SMALL)).isCloseTo(sumOfRow(SMALL), within(1e-3f));
  }

  @Test
  void copiesHoldOnlyWhatTheNetworkUses() throws IOException {
    Weights weights = checkpoint(SMALL);
    OnnxExport export = OnnxExport.copying(graph(weights, SMALL), weights, folder.resolve("out"));
    assertThat(Weights.open(export.weights().get(0)).tensors())
        .extracting(tensor -> tensor.name())
        .containsExactlyInAnyOrder("layer.weight", "layer.bias");
  }

  @Test
  void nothingIsOverwrittenAndNothingLeft() throws IOException {
    for (int size : List.of(SMALL, LARGE)) {
      Weights weights = checkpoint(size);
      Path out = Files.createDirectories(folder.resolve("out" + size));
      Files.writeString(out.resolve("model.onnx"), "mine");
      assertThatThrownBy(() -> OnnxExport.sharing(graph(weights, size), weights, out))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("model.onnx")
          .hasMessageContaining("not overwritten");
      assertThat(names("out" + size)).containsExactly("model.onnx");
      assertThat(out.resolve("model.onnx")).hasContent("mine");
    }
  }

  @Test
  void aFolderThatCantBeMadeIsNamed() throws IOException {
    Weights weights = checkpoint(SMALL);
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> OnnxExport.sharing(graph(weights, SMALL), weights, file.resolve("x")))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(file.toString());
  }

  private Weights checkpoint(int size) throws IOException {
    Path file = Files.createDirectories(folder.resolve("in")).resolve("checkpoint.safetensors");
    new SafetensorsWriter()
        .withoutSync()
        .add("unused", FloatTensor.zeros(7))
        .add(
            "layer.weight",
            ElementType.F32,
            Shape.of(size, size),
            (offset, into) -> {
              for (long i = offset / 4; into.hasRemaining(); i++) {
                into.putFloat(value(i));
              }
            })
        .add("layer.bias", FloatTensor.zeros(size))
        .replace(file);
    return Weights.open(file);
  }

  private static float value(long index) {
    return index % 7 - 2;
  }

  private static float sumOfRow(int size) {
    float sum = 0;
    for (int i = 0; i < size; i++) {
      sum += value(i);
    }
    return sum;
  }

  private static Graph graph(Weights weights, int size) {
    GraphBuilder b = new GraphBuilder("linear", WeightCatalogue.of(weights));
    Value x = b.input("x", Rate.CLIP, ElementType.F32, 1, size);
    b.output("y", Scope.root(b).sub("layer").linear(x, size));
    return b.build();
  }

  /** The first element of the result for ones, as an ONNX Runtime opens any model: by its path. */
  private static float run(Path model, int size) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    float[][] ones = new float[1][size];
    java.util.Arrays.fill(ones[0], 1);
    try (OrtSession session = environment.createSession(model.toString());
        OnnxTensor x = OnnxTensor.createTensor(environment, ones);
        OrtSession.Result result = session.run(Map.of("x", x))) {
      return ((float[][]) result.get(0).getValue())[0][0];
    }
  }

  private List<String> names(String place) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(place))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
