package io.asva.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFoldersTest {
  private static final String BASE = "diffusion_pytorch_model";

  private static void put(Path file, String name, float value) {
    new SafetensorsWriter().add(name, FloatTensor.of(new float[] {value}, 1)).write(file);
  }

  private static float value(Weights weights, String name) {
    return ((FloatTensor) weights.read(name)).values()[0];
  }

  @Test
  void fullPrecisionComesBeforeHalfAndSafetensorsBeforeBin(@TempDir Path folder) {
    put(folder.resolve(BASE + ".fp16.bin"), "w", 1);
    assertThat(value(Weights.openFolder(folder, BASE), "w")).isEqualTo(1);
    put(folder.resolve(BASE + ".fp16.safetensors"), "w", 2);
    assertThat(value(Weights.openFolder(folder, BASE), "w")).isEqualTo(2);
    put(folder.resolve(BASE + ".bin"), "w", 3);
    assertThat(value(Weights.openFolder(folder, BASE), "w")).isEqualTo(3);
    put(folder.resolve(BASE + ".safetensors"), "w", 4);
    assertThat(value(Weights.openFolder(folder, BASE), "w")).isEqualTo(4);
  }

  @Test
  void anyOfSeveralBaseNamesIsFound(@TempDir Path folder) throws IOException {
    Files.copy(WeightSamples.file("zip.pt"), folder.resolve("pytorch_model.bin"));

    assertThat(Weights.openFolder(folder, "model", "pytorch_model").tensors()).hasSize(16);
  }

  @Test
  void shardsAreReadThroughTheirIndex(@TempDir Path folder) throws IOException {
    put(folder.resolve("model-1-of-2.safetensors"), "a", 1);
    put(folder.resolve("model-2-of-2.safetensors"), "b", 2);
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"metadata\":{\"total_size\":8},\"weight_map\":"
            + "{\"b\":\"model-2-of-2.safetensors\",\"a\":\"model-1-of-2.safetensors\"}}");
    Weights weights = Weights.openFolder(folder, "model");

    assertThat(weights.tensors()).hasSize(2);
    assertThat(value(weights, "a")).isEqualTo(1);
    assertThat(value(weights, "b")).isEqualTo(2);
    Files.delete(folder.resolve("model-2-of-2.safetensors"));
    assertThatThrownBy(() -> Weights.openFolder(folder, "model"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("There is no file")
        .hasMessageContaining("model-2-of-2.safetensors");
  }

  @Test
  void halfPrecisionShardsAreFound(@TempDir Path folder) throws IOException {
    put(folder.resolve("x.safetensors"), "a", 1);
    Files.writeString(
        folder.resolve("model.safetensors.index.fp16.json"),
        "{\"weight_map\":{\"a\":\"x.safetensors\"}}");

    assertThat(value(Weights.openFolder(folder, "model"), "a")).isEqualTo(1);
  }

  @Test
  void badIndexesAreRefused(@TempDir Path folder) throws IOException {
    Path index = folder.resolve("model.bin.index.json");
    put(folder.resolve("x"), "a", 1);
    for (String shard : new String[] {"../x", "/etc/passwd", "..", "", "a\\\\b"}) {
      Files.writeString(index, "{\"weight_map\":{\"a\":\"" + shard + "\"}}");
      assertThatThrownBy(() -> Weights.openFolder(folder, "model"))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("a file in the same folder was expected");
    }
    Files.writeString(index, "{\"weight_map\":{\"missing\":\"x\"}}");
    assertThatThrownBy(() -> Weights.openFolder(folder, "model"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("holds no tensor missing");
    Files.writeString(index, "{}");
    assertThatThrownBy(() -> Weights.openFolder(folder, "model"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("no \"weight_map\"");
    Files.writeString(index, "{");
    assertThatThrownBy(() -> Weights.openFolder(folder, "model"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("Can't read the index of shards " + index);
  }

  @Test
  void aFolderWithoutWeightsSaysWhatWasLookedForAndWhatIsThere(@TempDir Path folder)
      throws IOException {
    assertThatThrownBy(() -> Weights.openFolder(folder, "model"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("; found nothing.");
    Files.writeString(folder.resolve("config.json"), "{}");
    assertThatThrownBy(() -> Weights.openFolder(folder, "model"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(folder + " holds no weights: looked for model.safetensors, ")
        .hasMessageContaining("model.fp16.bin")
        .hasMessageContaining("; found config.json.");
    assertThatThrownBy(() -> Weights.openFolder(folder.resolve("none"), "model"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("is no folder");
  }

  @Test
  void linksIntoACacheAreFollowed(@TempDir Path folder) throws IOException {
    Path blob = folder.resolve("blob");
    put(blob, "a", 5);
    Files.createSymbolicLink(folder.resolve("model.safetensors"), Path.of("blob"));
    WeightTensor tensor = Weights.openFolder(folder, "model").require("a");

    assertThat(((WeightTensor.InFile) tensor.data()).file()).isEqualTo(blob.toRealPath());
  }
}
