package io.asva.verify.diffusion;

import io.asva.core.Cancellation;
import io.asva.core.config.ModelConfig;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.unet.Unet;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import io.asva.verify.CaseRunner;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Golden cases of the kind {@code unet}. */
public final class UnetCases implements CaseRunner {
  private static final String TRACE = "trace/";

  private final UnaryOperator<Weights> change;

  /** Takes the weights as they are. */
  public UnetCases() {
    this(UnaryOperator.identity());
  }

  /** Does something to the weights first. */
  UnetCases(UnaryOperator<Weights> change) {
    this.change = change;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("unet");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    UnetConfig config = UnetConfig.of(ModelConfig.of(golden.json().path("config"), golden.name()));
    UnetGeometry geometry = CaseGeometry.of(golden, "");
    Weights weights = change.apply(CaseWeights.of(golden, UnetGraph.weights(config)));
    List<String> traced =
        golden.expectedNames().stream()
            .filter(n -> n.startsWith(TRACE))
            .map(n -> n.substring(TRACE.length()))
            .toList();
    Cancellation never = new Cancellation();
    try (Unet unet =
            Unet.open(config, geometry, weights, device, NetworkOptions.defaults(), traced);
        Unet.Condition condition =
            unet.condition(golden.floats("text"), golden.floats("audio"), never)) {
      Map<String, Tensor> results =
          unet.denoise(
              golden.floats("sample").channelsLast(),
              CaseGeometry.timesteps(golden, ""),
              condition,
              never);
      Map<String, Tensor> actual = new HashMap<>();
      results.forEach(
          (name, value) ->
              actual.put(name, asExpected((FloatTensor) value, golden.expected(name).shape())));
      return golden.compare(actual);
    }
  }

  /**
   * The original has channels before frames, and merges the batch into frames or repeats what is
   * the same for all frames.
   */
  private static FloatTensor asExpected(FloatTensor value, Shape expected) {
    FloatTensor ordered = value.shape().rank() == 5 ? value.channelsFirst() : value;
    return ordered.shape().elements() == expected.elements()
        ? ordered.reshape(expected.dims())
        : ordered;
  }
}
