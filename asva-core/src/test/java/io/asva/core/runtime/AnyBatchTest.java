package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.graph.Batch;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.Weights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Networks whose batch the inputs of a run tell. */
class AnyBatchTest {
  private static final Weights NONE = Weights.of("no weights", List.of());

  /** Sums of two inputs, with rows and columns in each other's place. */
  private static Graph graph() {
    return Batch.describe(
        batch -> {
          GraphBuilder g = new GraphBuilder("test", WeightCatalogue.of(NONE));
          Value x = g.input("x", Rate.STEP, ElementType.F32, batch, 2, 3);
          Value y = g.input("y", Rate.STEP, ElementType.F32, batch, 6);
          g.output("z", g.add(g.reshape(x, 2 * batch, 3), g.reshape(y, 2 * batch, 3)));
          return g.build();
        });
  }

  private static FloatTensor counting(int... dims) {
    FloatTensor tensor = FloatTensor.zeros(dims);
    for (int i = 0; i < tensor.values().length; i++) {
      tensor.values()[i] = i;
    }
    return tensor;
  }

  @Test
  void oneSessionTakesEveryBatch() {
    try (Network network =
        Network.open(graph(), NONE, Device.cpu(), NetworkOptions.defaults(), Batch.ANY)) {
      for (int batch : List.of(1, 3, 2)) {
        FloatTensor x = counting(batch, 2, 3);
        FloatTensor z = (FloatTensor) network.run(Map.of("x", x, "y", counting(batch, 6))).get("z");
        assertThat(z).isNotNull();
        assertThat(z.shape().dims()).containsExactly(2 * batch, 3);
        assertThat(z.values()).isEqualTo(x.times(2).values());
      }
    }
  }

  @Test
  void inputsOfAnotherBatchOrShapeAreNamed() {
    try (Network network =
        Network.open(graph(), NONE, Device.cpu(), NetworkOptions.defaults(), Batch.ANY)) {
      assertThatThrownBy(() -> network.run(Map.of("x", counting(2, 2, 3), "y", counting(3, 6))))
          .isInstanceOf(ModelException.class)
          .hasMessage("The test's input y must be F32 2x6, not F32 3x6.");
      assertThatThrownBy(() -> network.run(Map.of("x", counting(2, 3, 2), "y", counting(2, 5))))
          .isInstanceOf(ModelException.class)
          .hasMessage("The test's input x must be F32 nx2x3, not F32 2x3x2.");
      assertThatThrownBy(() -> network.run(Map.of("x", counting(2, 2, 3))))
          .isInstanceOf(ModelException.class)
          .hasMessage("The test needs an input y, F32 2x6; given are [x].");
    }
  }

  @Test
  void whatIsRepeatedForEachElementCantBeWritten() {
    Graph graph =
        Batch.describe(
            batch -> {
              GraphBuilder g = new GraphBuilder("test", WeightCatalogue.of(NONE));
              Value x = g.input("x", Rate.STEP, ElementType.F32, batch, 2);
              g.output("y", g.concat(1, x, g.expand(g.constant(counting(1, 2)), batch, 2)));
              return g.build();
            });
    assertThatThrownBy(() -> OnnxWriter.write(graph, NONE, Target.PORTABLE, Batch.ANY))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("is repeated for each element of the batch");
    assertThatThrownBy(() -> OnnxWriter.write(graph, NONE, Target.CPU, Batch.ANY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
