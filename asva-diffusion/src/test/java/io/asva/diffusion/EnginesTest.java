package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.testing.Engines;
import io.asva.core.torchscript.LibTorch;
import io.asva.core.weights.Weights;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.diffusion.unet.UnetConfig;
import io.asva.diffusion.unet.UnetGeometry;
import io.asva.diffusion.unet.UnetGraph;
import io.asva.diffusion.vae.VaeConfig;
import io.asva.diffusion.vae.VaeGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ONNX Runtime and libtorch give the same from one description and the same weights. */
class EnginesTest {
  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  private static void assertAgree(Graph graph, Weights weights) {
    Engines.assertAgree(graph, weights, inputs(graph));
  }

  private static Map<String, Tensor> inputs(Graph graph) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (Graph.Input input : graph.inputs()) {
      Shape shape = input.value().shape();
      if (input.value().type() == ElementType.I64) {
        LongTensor ids = LongTensor.zeros(shape.dims());
        for (int i = 0; i < ids.values().length; i++) {
          ids.values()[i] = (7L * i) % 514;
        }
        inputs.put(input.name(), ids);
      } else if (input.name().equals("timestep")) {
        float[] steps = new float[shape.dim(0)];
        for (int i = 0; i < steps.length; i++) {
          steps[i] = 981 - 120 * i;
        }
        inputs.put(input.name(), new FloatTensor(shape, steps));
      } else {
        inputs.put(input.name(), TinyModels.values(input.name(), shape.dims()));
      }
    }
    return inputs;
  }

  private static UnetGeometry geometry(int batch, int frames, int height, int width) {
    List<List<Integer>> positions = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      positions.add(List.of(0, 1 + f, 5 + 3 * f));
    }
    return new UnetGeometry(batch, frames, height, width, 7, 64, positions);
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 8, 8", "2, 3, 4, 8", "1, 1, 8, 2", "1, 12, 2, 6"})
  void theUnetAtSeveralGeometries(int batch, int frames, int height, int width) {
    Weights weights = TinyModels.unetWeights();
    assertAgree(
        UnetGraph.graph(
            TinyModels.unet(), geometry(batch, frames, height, width), WeightCatalogue.of(weights)),
        weights);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'norm_eps': 0.001, 'flip_sin_to_cos': false, 'freq_shift': 1",
        "'layers_per_block': [1, 2], 'attention_head_dim': [4, 2]",
        "'conv_in_kernel': 5, 'conv_out_kernel': 1",
        "'mid_block_type': 'FFSpatioTempCrossAttnUNetMidBlock3D'",
        "'down_block_types': ['FFSpatioTempCrossAttnDownBlock3D', 'FFSpatioAudioTempCrossAttnDownBlock3D']",
      })
  void theUnetOfOtherConfigurations(String settings) {
    UnetConfig config = config(settings);
    Weights weights = TinyModels.unetWeights(config);
    assertAgree(
        UnetGraph.graph(config, geometry(1, 3, 4, 4), WeightCatalogue.of(weights)), weights);
  }

  private static UnetConfig config(String settings) {
    String usual = TinyModels.UNET.strip();
    // Of a setting that is there twice the last counts.
    return UnetConfig.of(
        TinyModels.config(
            usual.substring(0, usual.length() - 1) + ", " + settings.replace('\'', '"') + "}"));
  }

  @Test
  void oneChangedWeightMakesThemDiffer() {
    Weights weights = TinyModels.unetWeights();
    Graph graph =
        UnetGraph.graph(TinyModels.unet(), geometry(1, 4, 8, 8), WeightCatalogue.of(weights));
    Weights changed =
        ChangedWeights.perturbed(
            weights, "up_blocks.1.attentions.0.transformer_blocks.0.attn_temp.to_v.weight");
    assertThat(Engines.compare(graph, weights, changed, inputs(graph))).anyMatch(c -> !c.passed());
  }

  @ParameterizedTest
  @CsvSource({"8, 8", "6, 10"})
  void theVaeBothWays(int height, int width) {
    VaeConfig config = VaeConfig.of(TinyModels.config(TinyModels.VAE));
    Weights weights = TinyModels.vaeWeights();
    assertAgree(
        VaeGraph.encoder(config, WeightCatalogue.of(weights), 1, 2 * height, 2 * width), weights);
    assertAgree(VaeGraph.decoder(config, WeightCatalogue.of(weights), 1, height, width), weights);
  }

  @ParameterizedTest
  @CsvSource({"1, 77", "2, 5"})
  void theTextEncoder(int batch, int length) {
    ClipTextConfig config = ClipTextConfig.of(TinyModels.config(TinyModels.CLIP));
    Weights weights = TinyModels.clipWeights();
    assertAgree(ClipTextGraph.graph(config, WeightCatalogue.of(weights), batch, length), weights);
  }
}
