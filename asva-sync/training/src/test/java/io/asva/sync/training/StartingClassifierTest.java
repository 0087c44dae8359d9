package io.asva.sync.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.initial.FreshWeights;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import io.asva.sync.network.NetworkWidths;
import io.asva.sync.network.SyncHeadGraph;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingClassifierTest {
  private static final NetworkWidths SMALL = new NetworkWidths(4, List.of(4, 6, 8, 10));

  private static SyncModelConfig config(EncoderSource source) {
    return new SyncModelConfig(source, source, Optional.empty(), OptionalInt.empty(), 0.1);
  }

  private static float[] values(Weights weights, String name) {
    return ((FloatTensor) weights.read(name)).values();
  }

  private static Map<String, Shape> manifest(String name) throws IOException {
    Map<String, Shape> shapes = new HashMap<>();
    try (InputStream in = StartingClassifierTest.class.getResourceAsStream("/manifests/" + name)) {
      JsonNode json = new ObjectMapper().readTree(Objects.requireNonNull(in));
      json.properties()
          .forEach(
              entry -> {
                int[] dims = new int[entry.getValue().size()];
                for (int i = 0; i < dims.length; i++) {
                  dims[i] = entry.getValue().get(i).asInt();
                }
                shapes.put(entry.getKey(), Shape.of(dims));
              });
    }
    return shapes;
  }

  @Test
  void atFullWidthNamesAndShapesAreTheOriginals() throws IOException {
    NetworkWidths full = NetworkWidths.published();
    assertThat(StartingClassifier.audio(full, 1).shapes()).isEqualTo(manifest("avsync-audio.json"));
    assertThat(StartingClassifier.video(full, 1).shapes()).isEqualTo(manifest("avsync-video.json"));
    assertThat(StartingClassifier.head(SyncHeadGraph.Widths.published(512), 1).shapes())
        .isEqualTo(manifest("avsync-head.json"));
  }

  @Test
  void fromNothingAllIsFreshAndDependsOnTheSeed(@TempDir Path folder) {
    StartingClassifier start =
        StartingClassifier.of(config(new EncoderSource.Nothing(SMALL)), 1, folder);
    StartingClassifier again =
        StartingClassifier.of(config(new EncoderSource.Nothing(SMALL)), 1, folder);
    StartingClassifier other =
        StartingClassifier.of(config(new EncoderSource.Nothing(SMALL)), 2, folder);

    assertThat(values(start.weights().audio(), "conv1.0.weight"))
        .isEqualTo(values(again.weights().audio(), "conv1.0.weight"))
        .isNotEqualTo(values(other.weights().audio(), "conv1.0.weight"));
    assertThat(start.headWidths()).isEqualTo(new SyncHeadGraph.Widths(10, 10, 10, 5));
    assertThat(start.fresh()).contains("audio_encoder.conv1.0.weight", "head.fc.6.bias");
    assertThat(values(start.weights().video(), "conv2x.0.spt_bn1.running_var")).containsOnly(1);
    assertThat(start.headConfig()).contains("\"dim\": 10");
  }

  private static Path avid(Path folder, FreshWeights audio, FreshWeights video) {
    SafetensorsWriter writer = new SafetensorsWriter();
    add(writer, "module.audio_model.", audio.inMemory());
    add(writer, "module.video_model.", video.inMemory());
    Path file = folder.resolve("avid.pth.tar");
    writer.write(file);
    return file;
  }

  private static void add(SafetensorsWriter writer, String prefix, Weights weights) {
    for (WeightTensor tensor : weights.tensors()) {
      writer.add(prefix + tensor.name(), weights.read(tensor.name()));
    }
  }

  @Test
  void aCheckpointOfAvidGivesBothNetworksButNoHead(@TempDir Path folder) {
    FreshWeights audio =
        StartingClassifier.audio(SMALL, 8).without(name -> name.endsWith("tracked"));
    Path file = avid(folder, audio, StartingClassifier.video(SMALL, 9));

    StartingClassifier start =
        StartingClassifier.of(config(new EncoderSource.Avid(file)), 1, folder);
    assertThat(values(start.weights().audio(), "block3.conv2.weight"))
        .isEqualTo(values(audio.inMemory(), "block3.conv2.weight"));
    assertThat(start.weights().audio().find("block3.bn2.num_batches_tracked")).isPresent();
    assertThat(start.audioWidths()).isEqualTo(SMALL);
    assertThat(start.fresh())
        .allMatch(name -> name.startsWith("head.") || name.endsWith(".num_batches_tracked"))
        .contains("head.fc.0.weight");
  }

  @Test
  void aCheckpointThatLacksWeightsIsRefused(@TempDir Path folder) {
    Path file =
        avid(
            folder,
            StartingClassifier.audio(SMALL, 8).without("block4.conv2.weight"::equals),
            StartingClassifier.video(SMALL, 9));
    assertThatThrownBy(() -> StartingClassifier.of(config(new EncoderSource.Avid(file)), 1, folder))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("missing or of another shape: block4.conv2.weight");
  }

  @Test
  void savedNetworksAndHeadsAreTakenAsFarAsTheyFit(@TempDir Path folder) throws IOException {
    Path saved = folder.resolve("saved");
    Files.createDirectories(saved);
    Weights head = StartingClassifier.head(new SyncHeadGraph.Widths(10, 10, 10, 4), 5).inMemory();
    new SafetensorsWriter()
        .addAll(head)
        .write(saved.resolve("diffusion_pytorch_model.safetensors"));
    EncoderSource nothing = new EncoderSource.Nothing(SMALL);
    StartingClassifier start =
        StartingClassifier.of(
            new SyncModelConfig(nothing, nothing, Optional.of(saved), OptionalInt.empty(), 1),
            1,
            folder);
    assertThat(values(start.weights().requireHead(), "fc.0.weight"))
        .isEqualTo(values(head, "fc.0.weight"));
    assertThat(start.fresh()).contains("head.fc.3.weight").doesNotContain("head.fc.0.weight");
  }
}
