package io.asva.training.torchscript;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Unary;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mixed precision on a processor, which is where it can be run without a GPU. */
class PrecisionTest {
  private static final int WIDTH = 8;
  private static final int DEPTH = 3;

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  private static TestWeights weights() {
    TestWeights weights = new TestWeights(3);
    for (int i = 0; i < DEPTH; i++) {
      weights.withLayer("norm." + i, WIDTH).withLayer("conv." + i, WIDTH, WIDTH, 3, 3);
      weights.withLayer("rows." + i, WIDTH).withLayer("q." + i, WIDTH, WIDTH);
    }
    return weights;
  }

  /** Convolutions, normalisations, attention, and a loss against single precision numbers. */
  private static Graph graph() {
    GraphBuilder g = new GraphBuilder("blocks", WeightCatalogue.of(weights()));
    Value x = g.input("x", Rate.STEP, ElementType.F32, 2, 6, 6, WIDTH);
    Value h = x;
    for (int i = 0; i < DEPTH; i++) {
      Value y = Scope.root(g).sub("norm." + i).groupNorm(h, new GroupNorm(2, 1e-5f, 1));
      y =
          Scope.root(g)
              .sub("conv." + i)
              .conv(Conv.square(1, 1), g.apply(Unary.Function.SILU, y), WIDTH, 3, 3);
      Value rows = Scope.root(g).sub("rows." + i).layerNorm(g.reshape(y, 2, 36, WIDTH), 1e-5f);
      Value q = Scope.root(g).sub("q." + i).linear(rows, WIDTH);
      rows = g.attention(new Attention(2, Attention.Masking.NONE), q, rows, rows);
      h = g.add(h, g.reshape(rows, 2, 6, 6, WIDTH));
    }
    g.output("loss", g.meanSquaredError(h, x));
    g.output("last", h);
    return g.build();
  }

  private static TrainableNetwork open(Precision precision, Recomputation recomputation) {
    return open(precision, recomputation, Device.cpu());
  }

  private static TrainableNetwork open(
      Precision precision, Recomputation recomputation, Device device) {
    return TrainableNetwork.open(
        graph(),
        weights(),
        TrainableOptions.all()
            .withPrecision(precision)
            .withRecomputation(recomputation)
            .withDevice(device));
  }

  private static Map<String, Tensor> input() {
    return Map.of("x", TestWeights.randomTensor(new Random(5), 2, 6, 6, WIDTH));
  }

  private static FloatTensor output(Map<String, Tensor> outputs, String name) {
    return (FloatTensor) requireNonNull(outputs.get(name));
  }

  @ParameterizedTest
  @CsvSource({"BFLOAT16, 0.02", "FLOAT16, 0.003"})
  void lossAndGradientsAreThoseOfSinglePrecisionButForRounding(
      Precision precision, double tolerance) {
    assertRounded(precision, Device.cpu(), tolerance);
  }

  /** Skipped where there is none. */
  @ParameterizedTest
  @CsvSource({"BFLOAT16, 0.02", "FLOAT16, 0.003"})
  void onACudaDeviceToo(Precision precision, double tolerance) {
    Device device = LibTorch.device(Device.auto());
    assumeTrue(device instanceof Device.Cuda);
    assertRounded(precision, device, tolerance);
  }

  private static void assertRounded(Precision precision, Device device, double tolerance) {
    try (TrainableNetwork single = open(Precision.SINGLE, Recomputation.NONE);
        TrainableNetwork mixed = open(precision, Recomputation.SEGMENTS, device)) {
      assertRounded(
          output(mixed.accumulate(input(), "loss", 1), "loss"),
          output(single.accumulate(input(), "loss", 1), "loss"),
          tolerance);
      for (LiveTensor weight : single.parameters()) {
        assertRounded(
            mixed.gradient(weight.name()).orElseThrow(),
            single.gradient(weight.name()).orElseThrow(),
            3 * tolerance);
      }
      assertRounded(
          output(mixed.evaluate(input()), "last"),
          output(single.evaluate(input()), "last"),
          tolerance);
    }
  }

  /** Near by length, but not the same. */
  private static void assertRounded(FloatTensor actual, FloatTensor expected, double tolerance) {
    double difference = 0;
    double length = 0;
    for (int i = 0; i < expected.values().length; i++) {
      difference += Math.pow(actual.values()[i] - expected.values()[i], 2);
      length += Math.pow(expected.values()[i], 2);
    }
    assertThat(Math.sqrt(difference / length)).isGreaterThan(1e-7).isLessThan(tolerance);
  }

  @ParameterizedTest
  @CsvSource({"BFLOAT16", "FLOAT16"})
  void segmentsComputedAgainGiveTheSameGradients(Precision precision) {
    try (TrainableNetwork whole = open(precision, Recomputation.NONE);
        TrainableNetwork parts = open(precision, Recomputation.SEGMENTS)) {
      assertThat(parts.segments()).isGreaterThan(2);
      whole.accumulate(input(), "loss", 1);
      parts.accumulate(input(), "loss", 1);
      for (LiveTensor weight : whole.parameters()) {
        FloatTensor expected = whole.gradient(weight.name()).orElseThrow();
        FloatTensor actual = parts.gradient(weight.name()).orElseThrow();
        for (int i = 0; i < expected.values().length; i++) {
          assertThat(actual.values()[i])
              .as("%s at %s", weight.name(), i)
              .isEqualTo(expected.values()[i], within(2e-3f));
        }
      }
    }
  }

  @Test
  void weightsStayInSinglePrecision() {
    try (TrainableNetwork mixed = open(Precision.BFLOAT16, Recomputation.NONE)) {
      mixed.accumulate(input(), "loss", 1);
      for (LiveTensor weight : mixed.parameters()) {
        assertThat(weight.type()).isEqualTo(ElementType.F32);
        FloatTensor before = (FloatTensor) weights().read(weight.name());
        assertThat(((FloatTensor) weight.read()).values()).containsExactly(before.values());
      }
    }
  }

  @Test
  void anotherNetworkOfTheThreadIsNotTouched() {
    try (TrainableNetwork first = open(Precision.SINGLE, Recomputation.NONE);
        TrainableNetwork mixed = open(Precision.BFLOAT16, Recomputation.NONE)) {
      FloatTensor before = output(first.evaluate(input()), "last");
      mixed.accumulate(input(), "loss", 1);
      assertThat(output(first.evaluate(input()), "last").values()).containsExactly(before.values());
    }
  }
}
