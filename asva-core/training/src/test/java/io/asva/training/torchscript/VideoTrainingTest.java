package io.asva.training.torchscript;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.NaiveInterpreter;
import io.asva.core.graph.Rate;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.AveragePool;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.MaxPool;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Videos in a network with batch norms, where each channel lies in one piece. */
class VideoTrainingTest {
  private static final int CHANNELS = 3;
  private static final float STEP = 1e-2f;
  private static final List<String> TRAINED =
      List.of("space.weight", "space.bias", "time.weight", "norm.weight");

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  private static TestWeights weights() {
    return new TestWeights(4)
        .withLayer("space", CHANNELS, 2, 3, 3)
        .withLayer("time", CHANNELS, CHANNELS, 3, 1)
        .withLayer("norm", CHANNELS)
        .with("norm.running_mean", CHANNELS)
        .with("norm.running_var", FloatTensor.of(new float[] {1, 2, 0.5f}, CHANNELS));
  }

  /** A convolution over images and one over time, sums under a ReLU, both pools, a norm. */
  private static Graph graph(Weights weights) {
    GraphBuilder g = new GraphBuilder("video", WeightCatalogue.of(weights));
    Value x = g.input("x", Rate.STEP, ElementType.F32, 2, 4, 7, 6, 2);
    Conv askew = new Conv(List.of(1, 2), List.of(1, 2), List.of(1, 1));
    Value space = Scope.root(g).sub("space").conv(askew, x, CHANNELS, 3, 3);
    Conv line = new Conv(List.of(2, 1), List.of(1, 0), List.of(1, 0));
    Value flat = g.reshape(space, 2, 4, 7 * 4, CHANNELS);
    Value time =
        g.reshape(Scope.root(g).sub("time").conv(line, flat, CHANNELS, 3, 1), 2, 2, 7, 4, CHANNELS);
    Value sum = g.add(time, g.slice(space, 1, 0, 2));
    Value readTwice = g.add(time, time);
    Value rectified =
        g.add(g.apply(Unary.Function.RELU, sum), g.apply(Unary.Function.RELU, readTwice));
    g.output("sum", g.add(rectified, readTwice));
    Value largest = g.maxPool(rectified, MaxPool.square(3, 2, 1));
    g.output("largest", largest);
    g.output("average", g.averagePool(rectified, AveragePool.square(2, 1, 0)));
    Value norm = Scope.root(g).sub("norm").batchNorm(largest, 0);
    g.output("norm", norm);
    Value y = g.apply(Unary.Function.RELU, Scope.root(g).sub("norm").batchNorm(rectified, 1e-5f));
    g.output("loss", g.meanOfAll(g.multiply(y, g.multiply(y, meanOf(g, y)))));
    return g.build();
  }

  private static Value meanOf(GraphBuilder g, Value y) {
    return g.reshape(g.mean(y, 1, 2, 3), 2, 1, 1, 1, CHANNELS);
  }

  private static Map<String, Tensor> input() {
    return Map.of("x", TestWeights.randomTensor(new Random(6), 2, 4, 7, 6, 2));
  }

  private static Map<String, Tensor> train(TestWeights weights) {
    try (TrainableNetwork network =
        TrainableNetwork.open(graph(weights), weights, TrainableOptions.all())) {
      return network.accumulate(input(), "loss", 1);
    }
  }

  private static FloatTensor output(Map<String, Tensor> outputs, String name) {
    return (FloatTensor) requireNonNull(outputs.get(name));
  }

  @Test
  void whatNeedsNoStatisticsIsThatOfTheControl() {
    Map<String, Tensor> expected = NaiveInterpreter.run(graph(weights()), weights(), input());
    Map<String, Tensor> actual = train(weights());
    for (String name : List.of("sum", "largest", "average")) {
      assertThat(output(actual, name).shape()).isEqualTo(output(expected, name).shape());
      assertThat(output(actual, name).values())
          .as(name)
          .containsExactly(output(expected, name).values(), within(1e-5f));
    }
  }

  @Test
  void normalisesOverImagesAndTime() {
    TestWeights weights = weights();
    FloatTensor norm = output(train(weights), "norm");
    float[] scale = ((FloatTensor) weights.read("norm.weight")).values();
    float[] shift = ((FloatTensor) weights.read("norm.bias")).values();
    int places = norm.values().length / CHANNELS;
    for (int c = 0; c < CHANNELS; c++) {
      double mean = 0;
      double square = 0;
      for (int i = 0; i < places; i++) {
        double value = (norm.values()[i * CHANNELS + c] - shift[c]) / scale[c];
        mean += value / places;
        square += value * value / places;
      }
      assertThat(mean).isEqualTo(0, within(1e-5));
      assertThat(square).isEqualTo(1, within(1e-4));
    }
  }

  @Test
  void gradientsAreDifferenceQuotients() {
    try (TrainableNetwork network =
        TrainableNetwork.open(graph(weights()), weights(), TrainableOptions.all())) {
      network.accumulate(input(), "loss", 1);
      for (String name : TRAINED) {
        double quotient = (lossWith(name, STEP) - lossWith(name, -STEP)) / (2 * STEP);
        assertThat((double) network.gradient(name).orElseThrow().values()[1])
            .as(name)
            .isEqualTo(quotient, within(2e-2 * (0.1 + Math.abs(quotient))));
      }
    }
  }

  /** The loss when a weight's second number is moved. */
  private static double lossWith(String name, float by) {
    TestWeights moved = weights();
    FloatTensor tensor = (FloatTensor) moved.read(name);
    tensor.values()[1] += by;
    return output(train(moved.with(name, tensor)), "loss").valueAt(0);
  }
}
