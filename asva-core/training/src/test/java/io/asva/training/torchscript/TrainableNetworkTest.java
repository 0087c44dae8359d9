package io.asva.training.torchscript;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.ClosedException;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainableNetworkTest {
  private static final int CHANNELS = 4;
  private static final int DEPTH = 4;

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  private static TestWeights weights() {
    TestWeights weights = new TestWeights(3);
    for (int i = 0; i < DEPTH; i++) {
      weights.withLayer("down." + i, CHANNELS, CHANNELS, 3, 3);
      weights.withLayer("norm." + i, CHANNELS);
      weights.withLayer("up." + i, CHANNELS, 2 * CHANNELS, 3, 3);
    }
    return weights;
  }

  /** A small UNet: what goes down is read again on the way up. */
  private static Graph skipping(Weights weights) {
    GraphBuilder g = new GraphBuilder("small UNet", WeightCatalogue.of(weights));
    Value x = g.input("x", Rate.STEP, ElementType.F32, 2, 8, 8, CHANNELS);
    Value[] kept = new Value[DEPTH];
    Value h = x;
    for (int i = 0; i < DEPTH; i++) {
      h =
          g.apply(
              Unary.Function.SILU,
              Scope.root(g).sub("norm." + i).groupNorm(h, new GroupNorm(2, 1e-5f, 1)));
      h = Scope.root(g).sub("down." + i).conv(Conv.square(1, 1), h, CHANNELS, 3, 3);
      kept[i] = h;
    }
    for (int i = 0; i < DEPTH; i++) {
      Value both = g.concat(-1, h, kept[DEPTH - 1 - i]);
      h = g.add(h, Scope.root(g).sub("up." + i).conv(Conv.square(1, 1), both, CHANNELS, 3, 3));
    }
    g.output("loss", g.meanSquaredError(h, x));
    g.output("middle", kept[1]);
    return g.build();
  }

  private static Map<String, Tensor> input(int... dims) {
    return Map.of("x", TestWeights.randomTensor(new Random(5), dims));
  }

  private static Tensor output(Map<String, Tensor> outputs, String name) {
    return requireNonNull(outputs.get(name));
  }

  private static Map<String, FloatTensor> gradients(TrainableNetwork network) {
    Map<String, FloatTensor> gradients = new LinkedHashMap<>();
    for (LiveTensor weight : network.parameters()) {
      network.gradient(weight.name()).ifPresent(g -> gradients.put(weight.name(), g));
    }
    return gradients;
  }

  @Test
  void segmentsComputedAgainGiveTheSameGradientsAndOutputs() {
    Graph graph = skipping(weights());
    TrainableOptions all = TrainableOptions.all();
    try (TrainableNetwork whole = TrainableNetwork.open(graph, weights(), all);
        TrainableNetwork parts =
            TrainableNetwork.open(
                graph, weights(), all.withRecomputation(Recomputation.SEGMENTS))) {
      assertThat(whole.segments()).isEqualTo(1);
      assertThat(parts.segments()).isGreaterThan(3);
      Map<String, Tensor> outputs = whole.accumulate(input(2, 8, 8, CHANNELS), "loss", 0.5f);
      Map<String, Tensor> again = parts.accumulate(input(2, 8, 8, CHANNELS), "loss", 0.5f);
      assertThat(again.keySet()).isEqualTo(outputs.keySet());
      outputs.forEach((n, y) -> assertSame(n, (FloatTensor) requireNonNull(again.get(n)), y));
      Map<String, FloatTensor> expected = gradients(whole);
      Map<String, FloatTensor> actual = gradients(parts);
      assertThat(actual.keySet()).isEqualTo(expected.keySet()).hasSize(DEPTH * 6);
      expected.forEach((name, g) -> assertSame(name, requireNonNull(actual.get(name)), g));
    }
  }

  private static void assertSame(String name, FloatTensor actual, Tensor expected) {
    assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
    for (int i = 0; i < actual.values().length; i++) {
      assertThat((double) actual.values()[i])
          .as("%s at %s", name, i)
          .isEqualTo(expected.valueAt(i), within(1e-6));
    }
  }

  @Test
  void onlyWhatIsTrainedGetsGradientsWhereverTheCutsAre() {
    TrainableOptions some = TrainableOptions.all().withTrained(name -> name.startsWith("up.2"));
    Graph graph = skipping(weights());
    try (TrainableNetwork whole = TrainableNetwork.open(graph, weights(), some);
        TrainableNetwork parts =
            TrainableNetwork.open(
                graph, weights(), some.withRecomputation(Recomputation.SEGMENTS))) {
      whole.accumulate(input(2, 8, 8, CHANNELS), "loss", 1);
      parts.accumulate(input(2, 8, 8, CHANNELS), "loss", 1);
      assertThat(gradients(parts)).containsOnlyKeys("up.2.weight", "up.2.bias");
      gradients(whole).forEach((n, g) -> assertSame(n, requireNonNull(gradients(parts).get(n)), g));
      assertThat(parts.trained()).extracting(LiveTensor::name).contains("up.2.bias").hasSize(2);
    }
  }

  @Test
  void gradientsGatherUntilTheyAreCleared() {
    Graph graph = skipping(weights());
    try (TrainableNetwork network =
        TrainableNetwork.open(graph, weights(), TrainableOptions.all())) {
      network.accumulate(input(2, 8, 8, CHANNELS), "loss", 1);
      float once = network.gradient("down.0.weight").orElseThrow().values()[7];
      network.accumulate(input(2, 8, 8, CHANNELS), "loss", 2);
      float thrice = network.gradient("down.0.weight").orElseThrow().values()[7];
      assertThat(thrice).isEqualTo(3 * once, within(1e-5f * Math.abs(once)));
      network.clearGradients();
      assertThat(gradients(network)).isEmpty();
    }
  }

  @Test
  void frozenWeightsMayStayInTheirFile(@TempDir Path folder) {
    TestWeights wide = new TestWeights(4).withLayer("frozen", 256, 128).withLayer("last", 3, 256);
    SafetensorsWriter writer = new SafetensorsWriter();
    wide.tensors().forEach(t -> writer.add(t.name(), wide.read(t.name())));
    Path file = folder.resolve("weights.safetensors");
    writer.write(file);
    Weights stored = Weights.open(file);
    GraphBuilder g = new GraphBuilder("two layers", WeightCatalogue.of(stored));
    Value x = g.input("x", Rate.STEP, ElementType.F32, 5, 128);
    Value h = g.apply(Unary.Function.RELU, Scope.root(g).sub("frozen").linear(x, 256));
    g.output("loss", g.meanOfAll(Scope.root(g).sub("last").linear(h, 3)));
    Graph graph = g.build();
    TrainableOptions last = TrainableOptions.all().withTrained(name -> name.startsWith("last"));
    try (TrainableNetwork copied = TrainableNetwork.open(graph, stored, last);
        TrainableNetwork mapped =
            TrainableNetwork.open(
                graph, stored, last.withFrozen(TrainableOptions.FrozenWeights.MAPPED))) {
      System.gc(); // what is mapped must not depend on the loader's life
      Map<String, Tensor> expected = copied.accumulate(input(5, 128), "loss", 1);
      assertThat(output(mapped.accumulate(input(5, 128), "loss", 1), "loss").valueAt(0))
          .isEqualTo(output(expected, "loss").valueAt(0));
      assertThat(gradients(mapped)).containsOnlyKeys("last.weight", "last.bias");
    }
  }

  @Test
  void theLossMustBeOneNumberAmongTheOutputs() {
    Graph graph = skipping(weights());
    try (TrainableNetwork network =
        TrainableNetwork.open(graph, weights(), TrainableOptions.all())) {
      for (String name : List.of("middle", "nothing")) {
        assertThatThrownBy(() -> network.accumulate(input(2, 8, 8, CHANNELS), name, 1))
            .isInstanceOf(TorchScriptException.class)
            .hasMessage("small UNet has no output " + name + " that is one number without axes");
      }
      assertThatThrownBy(() -> network.accumulate(input(2, 8, 8, 1), "loss", 1))
          .isInstanceOf(TorchScriptException.class)
          .hasMessage("small UNet takes x as F32 2x8x8x4, not F32 2x8x8x1");
      assertThatThrownBy(() -> network.gradient("down.9.weight"))
          .isInstanceOf(TorchScriptException.class)
          .hasMessage("small UNet has no weight down.9.weight");
    }
  }

  @Test
  void closingTwiceIsHarmlessAndTrainingAfterwardsAnError() {
    Graph graph = skipping(weights());
    TrainableNetwork network = TrainableNetwork.open(graph, weights(), TrainableOptions.all());
    network.close();
    network.close();
    assertThatThrownBy(() -> network.accumulate(input(2, 8, 8, CHANNELS), "loss", 1))
        .isInstanceOf(ClosedException.class)
        .hasMessage("Can't use the small UNet: it is closed.");
  }

  /** Mean 1 and variance 4 in the first channel, mean -2 and variance 0.25 in the second. */
  private static final FloatTensor BATCH =
      FloatTensor.of(new float[] {3, -1.5f, -1, -2.5f, 3, -1.5f, -1, -2.5f}, 1, 2, 2, 2);

  private static TestWeights normWeights() {
    return new TestWeights(1)
        .with("conv.weight", FloatTensor.of(new float[] {1, 0, 0, 1}, 2, 2, 1, 1))
        .with("n.weight", FloatTensor.of(new float[] {1, 2}, 2))
        .with("n.bias", FloatTensor.of(new float[] {0, 10}, 2))
        .with("n.running_mean", FloatTensor.of(new float[] {0, 5}, 2))
        .with("n.running_var", FloatTensor.of(new float[] {1, 1}, 2));
  }

  private static Graph normalising(Weights weights) {
    GraphBuilder g = new GraphBuilder("norm", WeightCatalogue.of(weights));
    Value x = g.input("x", Rate.STEP, ElementType.F32, 1, 2, 2, 2);
    Value y =
        Scope.root(g)
            .sub("n")
            .batchNorm(Scope.root(g).sub("conv").convWithoutBias(Conv.square(1, 0), x, 2, 1, 1), 0);
    g.output("y", y);
    g.output("loss", g.meanOfAll(g.multiply(y, g.multiply(y, y))));
    return g.build();
  }

  private static FloatTensor values(TrainableNetwork network, String name) {
    return (FloatTensor)
        network.buffers().stream()
            .filter(b -> b.name().equals(name))
            .findFirst()
            .orElseThrow()
            .read();
  }

  @Test
  void batchNormalisationGoesByTheBatchAndNotesItOnce() {
    for (Recomputation choice : Recomputation.values()) {
      TrainableOptions options = TrainableOptions.all().withRecomputation(choice);
      try (TrainableNetwork network =
          TrainableNetwork.open(normalising(normWeights()), normWeights(), options)) {
        Tensor before = output(network.evaluate(Map.of("x", BATCH)), "y");
        assertThat(before.valueAt(1)).isEqualTo(-1.5 * 2 - 5 * 2 + 10, within(1e-5));
        Tensor y = output(network.accumulate(Map.of("x", BATCH), "loss", 1), "y");
        assertThat(y.valueAt(0)).isEqualTo(1, within(1e-5));
        assertThat(y.valueAt(1)).isEqualTo(12, within(1e-5));
        // A tenth of the way, the variance counted with one degree of freedom less.
        assertThat(values(network, "n.running_mean").values())
            .containsExactly(new float[] {0.1f, 4.3f}, within(1e-5f));
        assertThat(values(network, "n.running_var").values())
            .containsExactly(new float[] {0.9f + 0.4f * 4 / 3, 0.9f + 0.1f / 3}, within(1e-5f));
        assertThat(network.parameters())
            .extracting(LiveTensor::name)
            .containsExactlyInAnyOrder("conv.weight", "n.weight", "n.bias");
        Tensor after = output(network.evaluate(Map.of("x", BATCH)), "y");
        double expected = (-1.5 - 4.3) / Math.sqrt(0.9 + 0.1 / 3) * 2 + 10;
        assertThat(after.valueAt(1)).isEqualTo(expected, within(1e-4));
      }
    }
  }

  @Test
  void batchesAreCountedFromWhereTheCheckpointStopped() {
    java.nio.ByteBuffer seven =
        java.nio.ByteBuffer.allocate(8).order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(0, 7);
    TestWeights weights =
        normWeights()
            .with("n.num_batches_tracked", ElementType.I64, seven, io.asva.core.tensor.Shape.of());
    try (TrainableNetwork network =
        TrainableNetwork.open(normalising(weights), weights, TrainableOptions.all())) {
      network.accumulate(Map.of("x", BATCH), "loss", 1);
      network.accumulate(Map.of("x", BATCH), "loss", 1);
      LiveTensor count =
          network.buffers().stream()
              .filter(b -> b.name().equals("n.num_batches_tracked"))
              .findFirst()
              .orElseThrow();
      assertThat(((LongTensor) count.read()).values()).containsExactly(9);
    }
  }

  @Test
  void gradientsThroughBatchNormalisationAreThoseOfTheBatch() {
    Map<String, Double> quotient = new LinkedHashMap<>();
    for (String name : List.of("conv.weight", "n.weight", "n.bias")) {
      quotient.put(name, (lossWith(name, 1e-2f) - lossWith(name, -1e-2f)) / 2e-2);
    }
    try (TrainableNetwork network =
        TrainableNetwork.open(normalising(normWeights()), normWeights(), TrainableOptions.all())) {
      network.accumulate(Map.of("x", random()), "loss", 1);
      quotient.forEach(
          (name, slope) ->
              assertThat((double) network.gradient(name).orElseThrow().values()[1])
                  .as(name)
                  .isEqualTo(slope, within(1e-2 * (1 + Math.abs(slope)))));
    }
  }

  private static FloatTensor random() {
    return TestWeights.randomTensor(new Random(8), 1, 2, 2, 2);
  }

  /** The loss in training mode when a weight's second number is moved. */
  private static double lossWith(String name, float by) {
    TestWeights moved = normWeights();
    FloatTensor tensor = (FloatTensor) moved.read(name);
    tensor.values()[1] += by;
    moved.with(name, tensor);
    try (TrainableNetwork network =
        TrainableNetwork.open(normalising(moved), moved, TrainableOptions.all())) {
      return output(network.accumulate(Map.of("x", random()), "loss", 1), "loss").valueAt(0);
    }
  }
}
