package io.asva.training.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.ClosedException;
import io.asva.core.graph.OpCase;
import io.asva.core.graph.OpCases;
import io.asva.core.graph.TestWeights;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.tensor.TensorComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchNetworkTest {
  private static final double TOLERANCE = 2e-6;

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  private static List<OpCase> cases() {
    return OpCases.all();
  }

  private static OpCase linear() {
    return OpCase.of(
        "line",
        new TestWeights(1).withLayer("m", 3, 2),
        m -> m.scope("m").linear(m.input(4, 2), 3));
  }

  private static Comparison compare(OpCase test, Map<String, Tensor> actual) {
    assertThat(actual.keySet()).isEqualTo(test.graph().outputs().keySet());
    Tensor expected = Objects.requireNonNull(test.expected().get("y"));
    Tensor y = Objects.requireNonNull(actual.get("y"));
    assertThat(y.type()).isEqualTo(expected.type());
    return TensorComparison.compare(test.name(), y, expected, TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheControlAgainAndAgain(OpCase test) {
    try (TorchNetwork network = TorchNetwork.open(test.graph(), test.weights())) {
      for (int run = 0; run < 3; run++) {
        Comparison comparison = compare(test, network.run(test.inputs()));
        assertThat(comparison.passed()).as("run %s: %s", run, comparison).isTrue();
      }
    }
  }

  @Test
  void otherWeightsGiveAnotherResult() {
    OpCase test = linear();
    TestWeights others = new TestWeights(2).withLayer("m", 3, 2);
    try (TorchNetwork network = TorchNetwork.open(test.graph(), others)) {
      assertThat(compare(test, network.run(test.inputs())).passed()).isFalse();
    }
  }

  @Test
  void inputsMustBeThoseOfTheDescription() {
    OpCase test = linear();
    try (TorchNetwork network = TorchNetwork.open(test.graph(), test.weights())) {
      assertThatThrownBy(() -> network.run(Map.of()))
          .isInstanceOf(TorchScriptException.class)
          .hasMessage("case 'line' takes the inputs [x0], not []");
      assertThatThrownBy(() -> network.run(Map.of("x0", FloatTensor.zeros(2, 4))))
          .isInstanceOf(TorchScriptException.class)
          .hasMessage("case 'line' takes x0 as F32 4x2, not F32 2x4");
      assertThatThrownBy(() -> network.run(Map.of("x0", LongTensor.zeros(4, 2))))
          .isInstanceOf(TorchScriptException.class)
          .hasMessage("case 'line' takes x0 as F32 4x2, not I64 4x2");
    }
  }

  @Test
  void anIndexOutsideItsTableIsAnErrorAndNotACrash() {
    OpCase test = OpCase.of("table", m -> m.graph().embedding(m.ids(4, 3), m.input(4, 2)));
    Map<String, Tensor> inputs =
        Map.of("x0", LongTensor.of(new long[] {0, 99, -1}, 3), "x1", FloatTensor.zeros(4, 2));
    try (TorchNetwork network = TorchNetwork.open(test.graph(), test.weights())) {
      assertThatThrownBy(() -> network.run(inputs))
          .isInstanceOf(TorchScriptException.class)
          .hasMessageStartingWith("case 'table' failed in libtorch: ")
          .hasMessageContaining("index out of range");
      assertThat(compare(test, network.run(test.inputs())).passed()).isTrue();
    }
  }

  @Test
  void closingTwiceIsHarmlessAndRunningAfterwardsAnError() {
    OpCase test = linear();
    TorchNetwork network = TorchNetwork.open(test.graph(), test.weights());
    network.close();
    network.close();
    assertThatThrownBy(() -> network.run(test.inputs()))
        .isInstanceOf(ClosedException.class)
        .hasMessage("Can't use the case 'line': it is closed.");
  }

  @Test
  void closingWaitsForRunningCalls() throws Exception {
    OpCase test = linear();
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      for (int round = 0; round < 50; round++) {
        TorchNetwork network = TorchNetwork.open(test.graph(), test.weights());
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          runs.add(pool.submit(() -> runUntilClosed(network, test)));
        }
        Thread.sleep(2);
        network.close();
        for (Future<?> run : runs) {
          assertThatThrownBy(run::get).hasCauseInstanceOf(ClosedException.class);
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void runUntilClosed(TorchNetwork network, OpCase test) {
    while (true) {
      assertThat(compare(test, network.run(test.inputs())).passed()).isTrue();
    }
  }

  @Test
  void closingFreesTheWeights() {
    OpCase test =
        OpCase.of(
            "large",
            new TestWeights(1).withLayer("m", 2048, 2048),
            m -> m.scope("m").linear(m.input(64, 2048), 2048));
    for (int round = 0; round < 3; round++) {
      openRunClose(test);
    }
    long before = Pointer.physicalBytes();
    for (int round = 0; round < 20; round++) {
      openRunClose(test);
    }
    // 20 times 16 MiB of weights, none of which may stay.
    assertThat(Pointer.physicalBytes() - before).isLessThan(64L << 20);
  }

  private static void openRunClose(OpCase test) {
    try (TorchNetwork network = TorchNetwork.open(test.graph(), test.weights())) {
      network.run(test.inputs());
    }
  }
}
