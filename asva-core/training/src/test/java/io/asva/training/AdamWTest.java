package io.asva.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.core.ClosedException;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.testing.Warnings;
import io.asva.training.torchscript.LibTorch;
import io.asva.training.torchscript.LiveTensor;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the numbers of torch.optim.AdamW and clip_grad_norm_; see adamw.py. */
class AdamWTest {
  private static final int[][] SHAPES = {{2, 3}, {5}};

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void agreesWithTorch(int number) {
    JsonNode expected = TorchNumbers.read().path("adamw").path(number);
    assertThat(worstDifference(expected, options(expected))).isLessThan(2e-6);
  }

  @Test
  void theComparisonNoticesAnotherDecay() {
    JsonNode expected = TorchNumbers.read().path("adamw").path(1);
    AdamWOptions o = options(expected);
    AdamWOptions other =
        new AdamWOptions(o.learningRate(), o.beta1(), o.beta2(), o.epsilon(), 0.11);
    assertThat(worstDifference(expected, other)).isGreaterThan(1e-5);
  }

  private static AdamWOptions options(JsonNode json) {
    return new AdamWOptions(
        json.path("lr").asDouble(),
        json.path("beta1").asDouble(),
        json.path("beta2").asDouble(),
        json.path("eps").asDouble(),
        json.path("weight_decay").asDouble());
  }

  private static double worstDifference(JsonNode expected, AdamWOptions options) {
    List<TrainableNetwork> networks = new ArrayList<>();
    Map<String, LiveTensor> weights = new LinkedHashMap<>();
    for (int i = 0; i < SHAPES.length; i++) {
      TrainableNetwork network = network(i);
      networks.add(network);
      weights.put("w" + i, network.parameters().get(0));
    }
    double worst = 0;
    try (AdamW optimizer = new AdamW(options, weights)) {
      int steps = expected.path("norms").size();
      for (int step = 0; step < steps; step++) {
        for (int i = 0; i < SHAPES.length; i++) {
          if (i != 1 || step != 1) { // as in adamw.py: no gradient then
            FloatTensor g = TorchNumbers.make(10 * step + i + 3, SHAPES[i]);
            networks.get(i).accumulate(Map.of("g", g), "loss", 1);
          }
        }
        double norm = expected.path("norms").path(step).asDouble();
        double found = optimizer.clipGradients(expected.path("max_grad_norm").asDouble());
        worst = Math.max(worst, Math.abs(found - norm) / Math.max(1, norm));
        optimizer.step();
        optimizer.clearGradients();
        for (int i = 0; i < SHAPES.length; i++) {
          JsonNode values = expected.path("weights").path(step).path(i);
          worst = Math.max(worst, difference(values, networks.get(i).parameters().get(0)));
        }
      }
      for (LiveTensor memory : optimizer.state()) {
        int i = memory.name().charAt(1) - '0';
        JsonNode values = expected.path(memory.name().substring(3)).path(i);
        worst = Math.max(worst, difference(values, memory));
      }
    }
    networks.forEach(TrainableNetwork::close);
    return worst;
  }

  private static double difference(JsonNode expected, LiveTensor actual) {
    Tensor values = actual.read();
    double worst = 0;
    for (int i = 0; i < values.shape().elements(); i++) {
      double wanted = expected.isArray() ? expected.path(i).asDouble() : expected.asDouble();
      double scale = Math.max(1, Math.abs(wanted));
      worst = Math.max(worst, Math.abs(values.valueAt(i) - wanted) / scale);
    }
    return worst;
  }

  /** Three times the sum of g w + w^2 / 2. */
  private static TrainableNetwork network(int i) {
    int[] dims = SHAPES[i];
    TestWeights weights = new TestWeights(0).with("w", TorchNumbers.make(i + 1, dims));
    GraphBuilder m = new GraphBuilder("w" + i, WeightCatalogue.of(weights));
    Value g = m.input("g", Rate.STEP, ElementType.F32, dims);
    Value w = m.weight("w", dims);
    Value sum = m.add(m.multiply(g, w), m.affine(m.multiply(w, w), 0.5f, 0));
    m.output("loss", m.affine(m.meanOfAll(sum), 3f * g.shape().elements(), 0));
    return TrainableNetwork.open(m.build(), weights, TrainableOptions.all());
  }

  @Test
  void whatIsClosedIsRefused() {
    TrainableNetwork network = network(0);
    AdamW optimizer = new AdamW(AdamWOptions.DEFAULT, Map.of("w", network.parameters().get(0)));
    LiveTensor memory = optimizer.state().get(0);
    optimizer.close();
    optimizer.close();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            optimizer::step,
            optimizer::gradientNorm,
            optimizer::clearGradients,
            () -> optimizer.clipGradients(1))) {
      assertThatThrownBy(call)
          .isInstanceOf(ClosedException.class)
          .hasMessage("Can't use the optimizer: it is closed.");
    }
    assertThatThrownBy(memory::read)
        .isInstanceOf(ClosedException.class)
        .hasMessage("Can't use the tensor w/exp_avg: it is closed.");
    network.close();
  }

  @Test
  void aForgottenOptimizerIsFreedAndToldOf() throws Exception {
    try (Warnings warnings = new Warnings();
        TrainableNetwork network = network(0)) {
      forget(network);
      assertThat(Warnings.collectUntil(() -> !warnings.texts().isEmpty())).isTrue();
      assertThat(warnings.texts())
          .singleElement()
          .asString()
          .startsWith("An optimizer was not closed.");
    }
  }

  private static void forget(TrainableNetwork network) {
    new AdamW(AdamWOptions.DEFAULT, Map.of("w", network.parameters().get(0))).clearGradients();
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new AdamWOptions(-1, 0.9, 0.999, 1e-8, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("AdamW's learning rate must be >= 0, not -1.0");
    assertThatThrownBy(() -> new AdamWOptions(1, 1, 0.999, 1e-8, 0))
        .hasMessage("AdamW's beta1 must be in [0, 1), not 1.0");
    assertThatThrownBy(() -> new AdamWOptions(1, 0.9, -0.1, 1e-8, 0))
        .hasMessage("AdamW's beta2 must be in [0, 1), not -0.1");
    assertThatThrownBy(() -> new AdamWOptions(1, 0.9, 0.999, Double.NaN, 0))
        .hasMessage("AdamW's epsilon must be >= 0, not NaN");
    assertThatThrownBy(() -> new AdamWOptions(1, 0.9, 0.999, 0, -1))
        .hasMessage("AdamW's weight decay must be >= 0, not -1.0");
  }
}
