package io.asva.core.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.OpCase;
import io.asva.core.graph.OpCases;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.Tensor;
import io.asva.core.tensor.TensorComparison;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime against the control, on every operation. */
class OnnxOpCasesTest {
  private static final double TOLERANCE = 2e-5;
  private static final NetworkOptions ONE_THREAD = new NetworkOptions(1, Optional.empty());

  private static List<OpCase> cases() {
    return OpCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheControl(OpCase test) {
    Tensor expected = requireNonNull(test.expected().get("y"));
    try (Network network = Network.open(test.graph(), test.weights(), Device.cpu(), ONE_THREAD)) {
      Tensor y = requireNonNull(network.run(test.inputs()).get("y"));
      Comparison comparison = TensorComparison.compare(test.name(), y, expected, TOLERANCE);
      assertThat(comparison.passed()).as(comparison.toString()).isTrue();
    }
  }
}
