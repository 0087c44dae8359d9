package io.asva.diffusion.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.asva.audio.SegmentMask;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.diffusion.testing.TinyModels;
import io.asva.training.AdamW;
import io.asva.training.AdamWOptions;
import io.asva.training.TrainableModules;
import io.asva.training.torchscript.LiveTensor;
import io.asva.training.torchscript.Recomputation;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** One step of the published UNet, of which only what AVSyncD adds is trained. */
@Tag("soak")
@EnabledOnOs(OS.LINUX)
class FullSizeStepTest {
  private static final long MOST_KIB = 20L << 20;
  private static final int FRAMES = 12;
  private static final int TOKENS = 229;

  @Test
  void takesLessThan20GiB() throws Exception {
    UnetConfig config = UnetConfig.published();
    Weights weights =
        RecipeWeights.of(new WeightRecipe("unet-full", 1), List.of(), UnetGraph.weights(config));
    Graph graph =
        DenoisingLoss.graph(config, geometry(), FirstFrame.GIVEN, WeightCatalogue.of(weights));
    TrainableOptions options =
        TrainableOptions.all()
            .withTrained(new TrainableModules(List.of("_temp", "_audio")))
            .withRecomputation(Recomputation.SEGMENTS)
            .withFrozen(TrainableOptions.FrozenWeights.MAPPED);
    try (TrainableNetwork network = TrainableNetwork.open(graph, weights, options);
        AdamW optimizer = new AdamW(AdamWOptions.DEFAULT, byName(network))) {
      Map<String, Tensor> outputs = network.accumulate(inputs(graph), DenoisingLoss.LOSS, 1);
      assertThat(requireNonNull(outputs.get(DenoisingLoss.LOSS)).valueAt(0)).isBetween(0.5, 5.);
      assertThat(optimizer.clipGradients(1)).isPositive().isFinite();
      optimizer.step();
      assertThat(peakKib()).as("peak of memory in KiB").isLessThan(MOST_KIB);
    }
  }

  private static UnetGeometry geometry() {
    List<List<Integer>> seen =
        Arrays.stream(SegmentMask.of(FRAMES).tokenIndices())
            .map(tokens -> Arrays.stream(tokens).boxed().toList())
            .toList();
    return new UnetGeometry(1, FRAMES, 32, 32, 77, TOKENS, seen);
  }

  private static Map<String, LiveTensor> byName(TrainableNetwork network) {
    return network.trained().stream()
        .collect(Collectors.toMap(LiveTensor::name, Function.identity()));
  }

  private static Map<String, Tensor> inputs(Graph graph) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (Graph.Input input : graph.inputs()) {
      FloatTensor values = TinyModels.values(input.name(), input.value().shape().dims());
      inputs.put(
          input.name(),
          input.name().equals("timestep") ? FloatTensor.of(new float[] {500}, 1) : values);
    }
    return inputs;
  }

  private static long peakKib() throws java.io.IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
