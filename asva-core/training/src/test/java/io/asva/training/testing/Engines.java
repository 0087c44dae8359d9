package io.asva.training.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.Graph;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.Tensor;
import io.asva.core.tensor.TensorComparison;
import io.asva.core.weights.Weights;
import io.asva.training.torchscript.TorchNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network through ONNX Runtime and through libtorch. */
public final class Engines {
  private static final double TOLERANCE = 1e-4;
  private static final NetworkOptions ONE_THREAD = new NetworkOptions(1, Optional.empty());

  private Engines() {}

  /** Asserts that both give the same from one description, the same weights and inputs. */
  public static void assertAgree(Graph graph, Weights weights, Map<String, Tensor> inputs) {
    assertThat(compare(graph, weights, weights, inputs)).isNotEmpty().allMatch(Comparison::passed);
  }

  /** Compares the outputs, the weights being different ones. */
  public static List<Comparison> compare(
      Graph graph, Weights onnx, Weights torch, Map<String, Tensor> inputs) {
    List<Comparison> comparisons = new ArrayList<>();
    try (Network one = Network.open(graph, onnx, Device.cpu(), ONE_THREAD);
        TorchNetwork other = TorchNetwork.open(graph, torch)) {
      Map<String, Tensor> expected = other.run(inputs);
      Map<String, Tensor> actual = one.run(inputs);
      assertThat(actual.keySet()).isEqualTo(expected.keySet());
      actual.forEach(
          (name, value) ->
              comparisons.add(
                  TensorComparison.compare(
                      name, value, requireNonNull(expected.get(name)), TOLERANCE)));
    }
    return comparisons;
  }
}
