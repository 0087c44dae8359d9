package io.asva.core.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.Cancellation;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.RetainedValues;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HoistingTest {
  private static final Weights NONE = Weights.of("nowhere", List.of());

  /** y = (text + text) * sample. */
  private static Graph graph() {
    GraphBuilder g = new GraphBuilder("net", WeightCatalogue.of(NONE));
    Value sample = g.input("sample", Rate.STEP, ElementType.F32, 2);
    Value text = g.input("text", Rate.CLIP, ElementType.F32, 2);
    g.output("y", g.multiply(g.add(text, text), sample));
    return g.build();
  }

  private static float[] run(Hoisting parts) {
    Cancellation never = new Cancellation();
    try (Network perClip = Network.open(parts.perClip(), NONE, Device.cpu());
        Network perStep = Network.open(parts.perStep(), NONE, Device.cpu());
        RetainedValues condition =
            perClip.runRetained(Map.of("text", FloatTensor.of(new float[] {2, 3}, 2)), never)) {
      Map<String, Tensor> sample = Map.of("sample", FloatTensor.of(new float[] {5, 7}, 2));
      Tensor y = Objects.requireNonNull(perStep.run(sample, condition, never).get("y"));
      return ((FloatTensor) y).values();
    }
  }

  @Test
  void whatDependsOnAClipAloneIsComputedOnce() {
    Hoisting parts = Hoisting.of(graph());
    assertThat(parts.perClip().nodes()).hasSize(1);
    assertThat(parts.perStep().nodes()).hasSize(1);
    assertThat(run(parts)).containsExactly(20, 42);
  }

  @Test
  void withoutHoistingAClipsInputsAreHandedOn() {
    Hoisting parts = Hoisting.none(graph());
    assertThat(parts.perClip().nodes()).isEmpty();
    assertThat(parts.perClip().outputs()).containsOnlyKeys("clip/text");
    assertThat(parts.perStep().nodes()).hasSize(2);
    assertThat(run(parts)).containsExactly(20, 42);
  }
}
