package io.asva.unet;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.testing.Configs;
import io.asva.core.testing.Manifests;
import io.asva.core.weights.Weights;
import io.asva.training.testing.NetworkContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The denoiser keeps the contract of all networks. */
class UnetContractTest extends NetworkContract {
  private static UnetGeometry geometry(int batch, int frames, int height, int width) {
    List<List<Integer>> positions = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      positions.add(List.of(0, 1 + f, 5 + 3 * f));
    }
    return new UnetGeometry(batch, frames, height, width, 7, 64, positions);
  }

  @Override
  protected Graph graph(WeightCatalogue catalogue) {
    return UnetGraph.graph(TinyUnet.config(), geometry(1, 3, 4, 4), catalogue);
  }

  @Override
  protected Map<String, Shape> described() {
    return UnetGraph.weights(UnetConfig.of(Configs.of("{\"cross_attention_dim\": 768}")));
  }

  /** 1x1 convolutions of blocks are described as matrices. */
  @Override
  protected Map<String, Shape> published() {
    Map<String, Shape> weights = Manifests.read("unet.json", "");
    weights.replaceAll(
        (name, shape) ->
            name.endsWith("conv_shortcut.weight") || name.matches(".*\\.proj_(in|out)\\.weight")
                ? Shape.of(shape.dim(0), shape.dim(1))
                : shape);
    return weights;
  }

  @Override
  protected Tensor input(String name, ElementType type, Shape shape) {
    if (!name.equals("timestep")) {
      return super.input(name, type, shape);
    }
    float[] steps = new float[shape.dim(0)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = 981 - 120 * i;
    }
    return new FloatTensor(shape, steps);
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 8, 8", "2, 3, 4, 8", "1, 1, 8, 2", "1, 12, 2, 6"})
  void theEnginesAgreeAtSeveralGeometries(int batch, int frames, int height, int width) {
    UnetGeometry geometry = geometry(batch, frames, height, width);
    Weights weights = TinyUnet.weights();
    assertEnginesAgree(
        UnetGraph.graph(TinyUnet.config(), geometry, WeightCatalogue.of(weights)), weights);
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
  void theEnginesAgreeOnOtherConfigurations(String settings) {
    UnetConfig config = config(settings);
    Weights weights = TinyUnet.weights(config);
    assertEnginesAgree(
        UnetGraph.graph(config, geometry(1, 3, 4, 4), WeightCatalogue.of(weights)), weights);
  }

  private static UnetConfig config(String settings) {
    String usual = TinyUnet.CONFIG.strip();
    // Of a setting that is there twice the last counts.
    return UnetConfig.of(
        Configs.of(
            usual.substring(0, usual.length() - 1) + ", " + settings.replace('\'', '"') + "}"));
  }
}
