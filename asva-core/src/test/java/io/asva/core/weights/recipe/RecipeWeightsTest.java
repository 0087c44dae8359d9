package io.asva.core.weights.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.AsvaException;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeWeightsTest {
  private static final WeightRecipe RECIPE = new WeightRecipe("unet-tiny", 1);

  private static float[] floats(Weights weights, String name) {
    return ((FloatTensor) weights.read(name)).values();
  }

  @Test
  void theReadmesCheckValuesComeOut() {
    Weights weights =
        RecipeWeights.of(
            RECIPE,
            List.of(),
            Map.of("conv_in.weight", Shape.of(32, 4, 3, 3), "conv_in.bias", Shape.of(32)));

    assertThat(floats(weights, "conv_in.weight"))
        .startsWith(-0.2166505f, 0.21114051f, 0.14609426f, 0.146629f);
    float[] bias = floats(weights, "conv_in.bias");
    assertThat(bias[0]).isCloseTo(-0.03193052f, within(1e-8f));
    assertThat(bias[2]).isCloseTo(-0.02497307f, within(1e-8f));
  }

  @Test
  void skippedNormalisationsAreFreshAndTheRestIsNot() {
    Map<String, Shape> manifest = new LinkedHashMap<>();
    manifest.put("norm.weight", Shape.of(3));
    manifest.put("norm.bias", Shape.of(3));
    manifest.put("other.weight", Shape.of(3));
    Weights weights = RecipeWeights.of(RECIPE, List.of("norm."), manifest);

    assertThat(floats(weights, "norm.weight")).containsOnly(1);
    assertThat(floats(weights, "norm.bias")).containsOnly(0);
    assertThat(floats(weights, "other.weight"))
        .isEqualTo(RECIPE.values("other.weight", Shape.of(3)));
    assertThatThrownBy(
            () -> RecipeWeights.of(RECIPE, List.of("conv."), Map.of("conv.weight", Shape.of(2, 2))))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("conv.weight of shape 2x2");
  }

  @Test
  void whatIsNotFromTheRecipeHasItsOwnValues() {
    Map<String, Shape> manifest = new LinkedHashMap<>();
    manifest.put("embeddings.position_ids", Shape.of(1, 4));
    manifest.put("bn.num_batches_tracked", Shape.of());
    manifest.put("mask", Shape.of(2, 2));
    Weights weights = RecipeWeights.of(RECIPE, List.of(), manifest);

    assertThat(((LongTensor) weights.read("embeddings.position_ids")).values())
        .containsExactly(0, 1, 2, 3);
    assertThat(((LongTensor) weights.read("bn.num_batches_tracked")).values()).containsExactly(0);
    assertThat(floats(weights, "mask")).containsExactly(0, Float.NEGATIVE_INFINITY, 0, 0);
  }

  @Test
  void largeNetworksAreWrittenOnceAndHoldTheSameValues(@TempDir Path folder) throws IOException {
    Map<String, Shape> manifest = new LinkedHashMap<>();
    manifest.put("a.bias", Shape.of(7));
    manifest.put("a.weight", Shape.of(4100, 4099));
    manifest.put("position_ids", Shape.of(5));
    Weights weights = RecipeWeights.of(RECIPE, List.of(), manifest, folder);
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.toList().get(0);
    }
    FileTime written = Files.getLastModifiedTime(file);

    assertThat(weights.require("a.weight").data()).isInstanceOf(WeightTensor.InFile.class);
    assertThat(floats(weights, "a.weight"))
        .isEqualTo(RECIPE.values("a.weight", Shape.of(4100, 4099)));
    assertThat(floats(weights, "a.bias")).isEqualTo(RECIPE.values("a.bias", Shape.of(7)));
    RecipeWeights.of(RECIPE, List.of(), manifest, folder);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    RecipeWeights.of(new WeightRecipe("unet-tiny", 2), List.of(), manifest, folder);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2).allMatch(f -> f.toString().endsWith(".safetensors"));
    }
  }

  @Test
  void aCasesWeightsNameRecipeAndSkippedPrefixes() throws IOException {
    JsonNode weights =
        new ObjectMapper()
            .readTree(
                "{\"recipe\":1,\"seed\":\"x\",\"gain\":0.5,\"skip\":[\"final_layer_norm.\"]}");

    assertThat(WeightRecipe.of(weights)).isEqualTo(new WeightRecipe("x", 0.5));
    assertThat(WeightRecipe.skip(weights)).containsExactly("final_layer_norm.");
    assertThatThrownBy(() -> WeightRecipe.of(new ObjectMapper().readTree("{\"recipe\":2}")))
        .isInstanceOf(AsvaException.class)
        .hasMessageContaining("version 1");
  }
}
