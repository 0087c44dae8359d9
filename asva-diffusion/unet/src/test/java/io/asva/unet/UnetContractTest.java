package io.asva.unet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.Cancellation;
import io.asva.core.graph.Graph;
import io.asva.core.graph.Multiplications;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.pass.Cutting;
import io.asva.core.graph.pass.Hoisting;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.testing.Configs;
import io.asva.core.testing.Manifests;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.training.testing.NetworkContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The denoiser keeps the contract of all networks. */
class UnetContractTest extends NetworkContract {
  private static final NetworkOptions ONE_THREAD = new NetworkOptions(1, Optional.empty());
  private static final Cancellation NEVER = new Cancellation();

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

  @Test
  void theEnginesAgreeOnEachPartOfACutUnet() {
    Weights weights = TinyUnet.weights();
    Graph graph =
        UnetGraph.graph(TinyUnet.config(), geometry(1, 3, 4, 4), WeightCatalogue.of(weights));
    Cutting parts = Cutting.of(graph, UnetGraph.cut(1));
    for (Graph part : List.of(parts.before(), parts.inner(), parts.after())) {
      assertEnginesAgree(part, weights);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'norm_eps': 0.001", "'layers_per_block': [1, 2]"})
  void aCutUnetGivesTheBitsOfTheWholeOneAtEverySkipConnection(String settings) {
    UnetConfig config = config(settings);
    Weights weights = TinyUnet.weights(config);
    UnetGeometry geometry = geometry(2, 3, 4, 8);
    Map<String, Tensor> whole = new HashMap<>();
    for (int branch = -1; branch < config.skips(); branch++) {
      try (Unet unet =
              branch < 0
                  ? Unet.open(config, geometry, weights, Device.cpu(), ONE_THREAD)
                  : Unet.openCut(config, geometry, weights, Device.cpu(), ONE_THREAD, branch);
          Unet.Condition condition =
              unet.condition(random("text", 2, 7, 8), random("audio", 2, 64, 64), NEVER)) {
        FloatTensor sample = random("sample", 2, 3, 4, 8, 4);
        FloatTensor time = FloatTensor.of(new float[] {981, 40}, 2);
        Tensor eps = requireNonNull(unet.denoise(sample, time, condition, NEVER).get("eps"));
        whole.putIfAbsent("eps", eps);
        assertThat(((FloatTensor) eps).values())
            .isEqualTo(values(requireNonNull(whole.get("eps"))));
        if (branch >= 0) {
          // The same step again, around the features that it gave, and another step around them.
          assertThat(
                  values(
                      requireNonNull(
                          unet.denoise(sample, time, condition, UnetPass.OUTER, NEVER).get("eps"))))
              .isEqualTo(values(eps));
          FloatTensor other = random("other sample", 2, 3, 4, 8, 4);
          assertThat(
                  values(
                      requireNonNull(
                          unet.denoise(other, time, condition, UnetPass.OUTER, NEVER).get("eps"))))
              .isNotEqualTo(values(eps))
              .isNotEqualTo(
                  values(requireNonNull(unet.denoise(other, time, condition, NEVER).get("eps"))));
        }
      }
    }
  }

  /**
   * The counts that a feature cache's gain follows from: every second step, 1.87 times and so on.
   */
  @ParameterizedTest
  @CsvSource({"0, 1.87", "1, 1.69", "2, 1.53"})
  void theOuterBlocksOfThePublishedUnetAreASmallPartOfIt(int branch, double gain) {
    UnetConfig config = UnetConfig.of(Configs.of("{\"cross_attention_dim\": 768}"));
    List<List<Integer>> positions =
        Collections.nCopies(12, IntStream.range(0, 25).boxed().toList());
    Graph perStep =
        Hoisting.of(
                UnetGraph.graph(
                    config,
                    new UnetGeometry(1, 12, 32, 32, 77, 229, positions),
                    WeightCatalogue.recording()))
            .perStep();
    Cutting parts = Cutting.of(perStep, UnetGraph.cut(branch));
    double inner = Multiplications.of(parts.inner());
    double whole = Multiplications.of(perStep);
    assertThat(Multiplications.of(parts.before()) + inner + Multiplications.of(parts.after()))
        .isEqualTo(whole);
    assertThat(2 / (1 + (1 - inner / whole))).isCloseTo(gain, within(0.02));
  }

  @Test
  void outerBlocksNeedACutUnetAndFeatures() {
    UnetGeometry geometry = geometry(1, 3, 4, 4);
    FloatTensor sample = random("sample", 1, 3, 4, 4, 4);
    FloatTensor time = FloatTensor.of(new float[] {981}, 1);
    for (boolean cut : List.of(true, false)) {
      try (Unet unet =
              cut
                  ? Unet.openCut(
                      TinyUnet.config(), geometry, TinyUnet.weights(), Device.cpu(), ONE_THREAD, 0)
                  : Unet.open(
                      TinyUnet.config(), geometry, TinyUnet.weights(), Device.cpu(), ONE_THREAD);
          Unet.Condition condition =
              unet.condition(random("text", 1, 7, 8), random("audio", 1, 64, 64), NEVER)) {
        assertThatThrownBy(() -> unet.denoise(sample, time, condition, UnetPass.OUTER, NEVER))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining(cut ? "before the whole UNet did" : "opened whole");
      }
    }
  }

  private static FloatTensor random(String name, int... dims) {
    Shape shape = Shape.of(dims);
    return new FloatTensor(shape, new WeightRecipe("cut", 1).values(name, shape));
  }

  private static float[] values(Tensor tensor) {
    return ((FloatTensor) tensor).values();
  }

  private static UnetConfig config(String settings) {
    String usual = TinyUnet.CONFIG.strip();
    // Of a setting that is there twice the last counts.
    return UnetConfig.of(
        Configs.of(
            usual.substring(0, usual.length() - 1) + ", " + settings.replace('\'', '"') + "}"));
  }
}
