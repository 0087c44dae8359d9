package io.asva.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.config.ModelConfig;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingUnetTest {
  private static final Map<String, Object> SMALL =
      Map.of(
          "block_out_channels", List.of(16, 32),
          "layers_per_block", 1,
          "norm_num_groups", 4,
          "attention_head_dim", 2,
          "cross_attention_dim", 12,
          "audio_cross_attention_dim", 10,
          "down_block_types",
              List.of("FFSpatioAudioTempCrossAttnDownBlock3D", "FFSpatioTempResDownBlock3D"),
          "up_block_types",
              List.of("FFSpatioTempResUpBlock3D", "FFSpatioAudioTempCrossAttnUpBlock3D"));

  private static float[] values(Weights weights, String name) {
    return ((FloatTensor) weights.read(name)).values();
  }

  private static JsonNode resource(String name) throws IOException {
    try (InputStream in = StartingUnetTest.class.getResourceAsStream("/manifests/" + name)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }

  @Test
  void atFullWidthNamesAndShapesAreTheOriginals() throws IOException {
    Map<String, Shape> expected = new HashMap<>();
    resource("unet.json")
        .properties()
        .forEach(
            entry -> {
              int[] dims = new int[entry.getValue().size()];
              for (int i = 0; i < dims.length; i++) {
                dims[i] = entry.getValue().get(i).asInt();
              }
              expected.put(entry.getKey(), Shape.of(dims));
            });
    UnetConfig config =
        UnetConfig.of(
            ModelConfig.of(
                new ObjectMapper().createObjectNode().put("cross_attention_dim", 768), "test"));
    assertThat(StartingUnet.weights(config, 1).shapes()).isEqualTo(expected);
  }

  /** A UNet for images as it would be published: no layers over time, none for audio. */
  private static Path images(Path folder) throws IOException {
    StartingUnet all =
        StartingUnet.of(new UnetSource.Nothing(json(SMALL)), 7, folder.resolve("none"));
    SafetensorsWriter writer = new SafetensorsWriter();
    for (WeightTensor tensor : all.model().weights().tensors()) {
      if (!tensor.name().contains("_temp") && !tensor.name().contains("_audio")) {
        writer.add(tensor.name(), all.model().weights().read(tensor.name()));
      }
    }
    Path unet = Files.createDirectories(folder.resolve("sd/unet"));
    writer.write(unet.resolve(UnetModel.WEIGHTS + ".safetensors"));
    Files.writeString(
        unet.resolve("config.json"),
        """
        {"_class_name": "UNet2DConditionModel", "_diffusers_version": "0.6.0",
         "block_out_channels": [16, 32], "layers_per_block": 1, "norm_num_groups": 4,
         "attention_head_dim": 2, "cross_attention_dim": 12, "sample_size": 64,
         "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
         "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"]}
        """);
    return unet;
  }

  private static ObjectNode json(Map<String, Object> settings) {
    return new ObjectMapper().valueToTree(settings);
  }

  private static UnetSource.Images source(Path unet) {
    Map<String, Object> settings = new HashMap<>();
    for (String name : UnetSource.BLOCKS) {
      if (SMALL.containsKey(name) && !name.equals("cross_attention_dim")) {
        settings.put(name, SMALL.get(name));
      }
    }
    return new UnetSource.Images(unet, json(settings));
  }

  @Test
  void aUnetForImagesKeepsItsWeightsAndGetsFreshOnesForTimeAndAudio(@TempDir Path folder)
      throws IOException {
    Path unet = images(folder);
    StartingUnet start = StartingUnet.of(source(unet), 3, folder.resolve("out"));
    Weights given = Weights.openFolder(unet, UnetModel.WEIGHTS);
    Weights weights = start.model().weights();

    assertThat(start.fresh())
        .isNotEmpty()
        .allMatch(name -> name.contains("_temp") || name.contains("_audio"));
    for (WeightTensor tensor : given.tensors()) {
      assertThat(values(weights, tensor.name())).isEqualTo(values(given, tensor.name()));
      assertThat(weights.require(tensor.name()).data()).isInstanceOf(WeightTensor.InFile.class);
    }
    assertThat(weights.tensors()).hasSize(given.tensors().size() + start.fresh().size());
    String block = "down_blocks.0.attentions.0.transformer_blocks.0.";
    assertThat(values(weights, "conv_in.conv_temp.weight")).containsOnly(0);
    assertThat(values(weights, "conv_in.conv_temp.bias")).containsOnly(0);
    assertThat(values(weights, block + "attn_temp.to_out.0.weight")).containsOnly(0);
    assertSpread(values(weights, block + "attn_temp.to_out.0.bias"), 0.25);
    assertSpread(values(weights, block + "attn_temp.to_q.weight"), 0.25);
    assertSpread(values(weights, block + "attn_audio.to_out.0.weight"), 0.25);
    assertSpread(values(weights, block + "attn_audio.to_k.weight"), 1 / Math.sqrt(10));
    assertSpread(values(weights, block + "pos_embedding_temp.linear_1.weight"), 0.25);
    assertThat(values(weights, block + "norm_audio.weight")).containsOnly(1);
    assertThat(values(weights, block + "norm_temp.bias")).containsOnly(0);
  }

  private static void assertSpread(float[] values, double bound) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isBetween(0.7 * bound, bound);
  }

  @Test
  void itsConfigurationIsThatOfImagesWithOtherBlocks(@TempDir Path folder) throws IOException {
    StartingUnet start = StartingUnet.of(source(images(folder)), 3, folder.resolve("out"));
    JsonNode json = new ObjectMapper().readTree(start.config());
    assertThat(json.path("_class_name").asText()).isEqualTo("AudioUNet3DConditionModel");
    assertThat(json.path("down_block_types").path(1).asText())
        .isEqualTo("FFSpatioTempResDownBlock3D");
    assertThat(json.path("sample_size").asInt()).isEqualTo(64);
    assertThat(UnetConfig.of(ModelConfig.of(json, "written"))).isEqualTo(start.model().config());
  }

  @Test
  void theSeedAloneDecidesFreshWeights(@TempDir Path folder) throws IOException {
    UnetSource nothing = new UnetSource.Nothing(json(SMALL));
    Weights first = StartingUnet.of(nothing, 1, folder).model().weights();
    Weights again = StartingUnet.of(nothing, 1, folder).model().weights();
    Weights other = StartingUnet.of(nothing, 2, folder).model().weights();
    assertThat(values(again, "conv_in.weight"))
        .isEqualTo(values(first, "conv_in.weight"))
        .isNotEqualTo(values(other, "conv_in.weight"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aUnetForVideosIsTakenAsItIs(@TempDir Path folder) throws IOException {
    StartingUnet start = StartingUnet.of(new UnetSource.Nothing(json(SMALL)), 1, folder);
    Path saved = Files.createDirectories(folder.resolve("saved"));
    Files.writeString(saved.resolve("config.json"), start.config());
    new SafetensorsWriter()
        .addAll(start.model().weights())
        .write(saved.resolve(UnetModel.WEIGHTS + ".safetensors"));

    StartingUnet again = StartingUnet.of(new UnetSource.Videos(saved), 5, folder);
    assertThat(again.config()).isEqualTo(start.config());
    assertThat(again.fresh()).isEmpty();
    assertThat(values(again.model().weights(), "conv_in.weight"))
        .isEqualTo(values(start.model().weights(), "conv_in.weight"));
  }

  @Test
  void anotherNetworkIsRefused(@TempDir Path folder) throws IOException {
    Path unet = images(folder);
    new SafetensorsWriter()
        .addAll(Weights.openFolder(unet, UnetModel.WEIGHTS))
        .add("add_embedding.linear_1.weight", FloatTensor.zeros(2, 2))
        .replace(unet.resolve(UnetModel.WEIGHTS + ".safetensors"));
    assertThatThrownBy(() -> StartingUnet.of(source(unet), 3, folder.resolve("out")))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("not expected: add_embedding.linear_1.weight");
  }
}
